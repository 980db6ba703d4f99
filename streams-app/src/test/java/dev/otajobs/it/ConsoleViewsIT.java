package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.cli.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every view of the console with something in it, as people may look at it: axe-core finds nothing,
 * and nothing is cut off. The pictures are in {@code target/console}; those of the docs are chosen
 * from them.
 */
class ConsoleViewsIT {

  private static final Path PICTURES = Path.of("target", "console");

  /** A view, and a text in both languages that is there once it is loaded. */
  private record View(String name, String place, String english, String chinese) {}

  private static final List<View> VIEWS =
      List.of(
          new View("start", "jobs", "Open a job", "打开"),
          new View("list", "jobs?firmware=fw-gateway-0001", "JobStatus", "JobStatus"),
          new View("job", "jobs/cancelled-0001", "CANCELED", "CANCELED"),
          new View("no-job", "jobs/nobodys", "no such job", "JobId"),
          new View(
              "explorer",
              "explorer?action=QueryOTAJob&JobId=cancelled-0001",
              "AccessKeyId",
              "AccessKeyId"),
          new View("dead-letters", "dead-letters", "bad-0001", "bad-0001"),
          new View("cluster", "cluster", "instances alive", "RUNNING"),
          new View("topology", "topology", "judge", "judge"));

  /** How somebody looks at it. */
  private enum Look {
    LIGHT(1280, false, "en"),
    DARK(1280, true, "en"),
    NARROW(360, false, "en"),
    CHINESE(1280, false, "zh");

    private final int width;
    private final boolean dark;
    private final String language;

    Look(int width, boolean dark, String language) {
      this.width = width;
      this.dark = dark;
      this.language = language;
    }
  }

  @RegisterExtension static final ConsoleRig RIG = new ConsoleRig();

  private static Browser browser;

  @BeforeAll
  static void start() {
    browser = RIG.browser();
    TestCluster cluster = RIG.cluster();
    Samples.events("jobs.jsonl").forEach(cluster.first()::write);
    Samples.events("bad.jsonl").forEach(cluster.first()::write);
    cluster.first().awaitStatus("cancelled-0001", "CANCELED");
    await()
        .atMost(TestService.PATIENCE)
        .until(() -> cluster.first().get("/v1/dead-letters").body().contains("INVALID_EVENT"));
  }

  /** Each view in one of the looks; in all of them in the long form of the tests. */
  static Stream<Arguments> views() {
    Look[] looks = Look.values();
    int each = Integer.getInteger("console.looks", 1);
    return IntStream.range(0, VIEWS.size())
        .boxed()
        .flatMap(
            view ->
                IntStream.range(0, each)
                    .mapToObj(
                        look ->
                            Arguments.of(VIEWS.get(view), looks[(view + look) % looks.length])));
  }

  @ParameterizedTest
  @MethodSource("views")
  void shouldBeForEveryone(View view, Look look) {
    // when
    browser.size(look.width, 900);
    browser.dark(look.dark);
    browser.visit(RIG.console() + "#/" + view.place());
    browser.press("button", look.language.equals("zh") ? "中文" : "EN");
    browser.awaitText(look.language.equals("zh") ? view.chinese() : view.english());

    // then
    browser.picture(
        PICTURES.resolve(view.name() + "-" + look.name().toLowerCase(Locale.ROOT) + ".png"));
    assertThat(browser.violations()).isEmpty();
    assertThat(browser.isTooWide()).as("has to be scrolled sideways").isFalse();
    assertThat(browser.run("return document.documentElement.lang"))
        .asString()
        .startsWith(look.language);
    assertThat(browser.errors()).isEmpty();
  }
}
