package dev.otajobs.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.otajobs.benchmarks.load.compare.Contest;
import dev.otajobs.benchmarks.load.data.Dataset;
import dev.otajobs.benchmarks.load.measures.events.Projection;
import dev.otajobs.benchmarks.load.measures.query.Throughput;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.benchmarks.load.rig.Programs;
import dev.otajobs.benchmarks.load.rig.Scale;
import dev.otajobs.benchmarks.load.wrk.Wrk;
import dev.otajobs.testkit.machine.Directories;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The CPU of a call and of an event against the last release's. Both are ratios to a program that
 * does a part of the same work in the same run, so that a slow machine changes them little; of
 * several rounds the cheapest counts, since what disturbs a round only adds to it.
 */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostIT {

  /** The rounds of one run (9f46c29) differed by 8 % for a plain query and 13 % for an event. */
  private static final double TOLERANCE = 1.3;

  private static final long JOBS = 200_000;

  private final Properties released = new Properties();
  private Bench bench;

  @BeforeAll
  void start() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "CPU is told by Linux' /proc only");
    try (InputStream in = CostIT.class.getResourceAsStream("released-costs.properties")) {
      released.load(in);
    }
    Path dir = Directories.fresh(Path.of("target", "it").toAbsolutePath(), "cost-");
    bench =
        Bench.start(
            dir,
            new Scale(JOBS, 4, 4, 3, 2_000),
            List.of(Programs.DEFAULT_FLAGS.split(" ")),
            Map.of());
  }

  @AfterAll
  void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  void shouldAnswerForTheCpuOfTheLastRelease() {
    // given
    assumeTrue(Wrk.isInstalled(), Wrk.MISSING);

    // when
    Contest contest = Throughput.compare(bench, List.of());

    // then
    requireNoDearer("plain", contest, Throughput.PLAIN, Throughput.CEILING);
    requireNoDearer("signed", contest, Throughput.SIGNED, Throughput.CEILING);
  }

  @Test
  void shouldFoldForTheCpuOfTheLastRelease() {
    // given
    Dataset dataset = bench.dataset(JOBS);
    bench.unload();

    // when
    Contest contest = Projection.ours(bench, dataset).run(bench.scale().rounds());

    // then
    requireNoDearer("event", contest, Projection.EXACTLY_ONCE, Projection.CEILING);
  }

  private void requireNoDearer(String key, Contest contest, String what, String reference) {
    double now = contest.leastCost(what, reference).orElseThrow();
    System.out.printf("%s: %.2f times %s%n", what, now, reference);
    assertThat(now)
        .as(
            "the CPU of %s as a multiple of that of %s; see released-costs.properties",
            what, reference)
        .isLessThanOrEqualTo(Double.parseDouble(released.getProperty(key)) * TOLERANCE);
  }
}
