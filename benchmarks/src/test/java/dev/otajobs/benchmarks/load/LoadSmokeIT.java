package dev.otajobs.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.otajobs.benchmarks.load.measures.Measure;
import dev.otajobs.benchmarks.load.measures.NotHere;
import dev.otajobs.benchmarks.load.report.ReportPage;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.benchmarks.load.rig.Programs;
import dev.otajobs.benchmarks.load.rig.Scale;
import dev.otajobs.testkit.machine.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Takes measures for a moment, to see that they still run; their figures say nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadSmokeIT {

  /** Queries beside events, events that become visible, and calls that write. */
  private static final Set<String> SHORT = Set.of("latency", "visible", "create");

  private Path dir;
  private Bench bench;

  @BeforeAll
  void start() {
    dir = Directories.fresh(Path.of("target", "it").toAbsolutePath(), "load-");
    // The second compiler costs more than it gives to processes that live for seconds.
    String flags = Programs.DEFAULT_FLAGS + " -XX:TieredStopAtLevel=1";
    bench = Bench.start(dir, Scale.smoke(), List.of(flags.split(" ")), Map.of());
  }

  @AfterAll
  void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  @TestFactory
  List<DynamicTest> shouldTakeAMeasureOfEachKind() {
    return take(Measures.all().stream().filter(measure -> SHORT.contains(measure.name())));
  }

  @TestFactory
  @Tag("full")
  List<DynamicTest> shouldTakeEveryOtherMeasure() {
    return take(Measures.all().stream().filter(measure -> !SHORT.contains(measure.name())));
  }

  private List<DynamicTest> take(Stream<Measure> measures) {
    return measures
        .map(measure -> DynamicTest.dynamicTest(measure.name(), () -> take(measure)))
        .toList();
  }

  @Test
  void shouldKeepTheResultsOfOtherMeasures() throws IOException {
    // given
    Path page = Files.createDirectories(dir.resolve("page")).resolve("report.md");
    List<String> order = List.of("first", "second");
    new ReportPage(page).put(order, "second", new Section("Two").text("kept"), "how");

    // when
    new ReportPage(page).put(order, "first", new Section("One").text("old"), "how");
    new ReportPage(page).put(order, "first", new Section("One").text("new"), "how");

    // then
    assertThat(Files.readString(page)).containsSubsequence("### One", "new", "### Two", "kept");
    assertThat(Files.readString(page)).doesNotContain("old");
  }

  private void take(Measure measure) throws Exception {
    // given
    Path page = dir.resolve("smoke.md");
    List<String> order = Measures.all().stream().map(Measure::name).toList();

    // when
    try {
      new ReportPage(page).put(order, measure.name(), measure.body().run(bench), "smoke");
    } catch (NotHere e) {
      assumeTrue(false, e.getMessage());
    }

    // then
    assertThat(Files.readString(page)).contains("<!-- %s: end -->".formatted(measure.name()));
  }
}
