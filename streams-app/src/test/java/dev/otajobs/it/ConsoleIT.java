package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.events.OtaJobModified;
import dev.otajobs.testkit.events.Events;
import dev.otajobs.testkit.events.Packages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do with jobs and calls in the console, in a real browser against two instances. */
class ConsoleIT {

  /** A text that would be a script if the page let it. */
  private static final String MARKUP = "<img src=x onerror=document.title='taken'>";

  private static final int SAMPLES = Integer.getInteger("console.samples", 40);

  @RegisterExtension static final ConsoleRig RIG = new ConsoleRig();

  private static Browser browser;
  private static TestCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    browser = RIG.browser();
    cluster = RIG.cluster();
    assertThat(TokenCalls.put(cluster.first(), "released", Packages.released()).statusCode())
        .isEqualTo(201);
  }

  @Test
  void shouldFollowAJobToItsEnd() {
    // given
    cluster.second().write(Events.created("followed"));
    cluster.second().write(Events.renamed("followed", MARKUP));
    cluster.first().awaitStatus("followed", "PLANNED");

    // when
    browser.visit(cluster.first().address() + "/");
    browser.type("JobId", "followed");
    browser.press("button", "Open");

    // then
    browser.awaitText("Live");
    browser.awaitText(MARKUP);
    browser.awaitText("No start is known yet.");

    // when
    cluster.second().write(Events.started("followed"));

    // then
    browser.awaitText("The batch has started and has not ended.");

    // when
    cluster.second().write(Events.finished("followed"));

    // then
    browser.awaitText("The batch has ended. This is final.");
    browser.awaitText("Finished");
    assertThat(browser.run("return document.title")).isEqualTo("followed · Jobs · OTA Jobs");

    // when
    browser.visit(RIG.console() + "#/jobs/followed?asOf=" + encoded(Events.START.toString()));

    // then
    browser.awaitText("You see the job as of");
    browser.awaitText("No start is known yet.");
  }

  @Test
  void shouldListTheJobsOfAPackage() {
    // given
    for (int i = 0; i < 25; i++) {
      cluster.first().write(Events.created("listed-" + i));
    }
    cluster.second().awaitStatus("listed-24", "PLANNED");

    // when
    browser.visit(RIG.console());
    browser.type("FirmwareId (mandatory)", "fw-1");
    browser.press("button", "List jobs");

    // then
    browser.awaitText("The newest 20 jobs");

    // when
    browser.press("button", "Load more");

    // then
    browser.awaitText("listed-24");
    assertThat(browser.address()).contains("firmware=fw-1").contains("pages=2");

    // when
    browser.reload();

    // then
    browser.awaitText("listed-24");
    browser.awaitText("Live");

    // when
    cluster.second().write(Events.created("listed-0000"));

    // then
    browser.awaitText("listed-0000");
  }

  @Test
  void shouldSayThatThereIsNoSuchJob() {
    // when
    browser.visit(RIG.console() + "#/jobs/nobodys");

    // then
    browser.awaitText("There is no such job, or your account may not see it");
  }

  @Test
  void shouldCreateAJobBySignedCalls() {
    for (String version : List.of("V3", "V1")) {
      // when
      browser.visit(
          RIG.console()
              + "#/explorer?action=CreateOTAStaticUpgradeJob&FirmwareId=released&ProductKey=p"
              + "&TargetSelection=ALL&SrcVersion.1=1.0&Tag.1.Key=k&Tag.1.Value="
              + encoded("值 " + MARKUP));
      browser.type("AccessKeyId", AccountsFixture.KEY);
      browser.type("AccessKeySecret", AccountsFixture.SECRET);
      browser.press("button", version);
      browser.press("button", "Run");
      browser.press("button", "Send it");

      // then
      browser.awaitText("Success");
      browser.press("link", "Open the batch");
      browser.awaitText("Live");
      browser.awaitText(MARKUP);
    }
  }

  @Test
  void shouldExplainASignatureThatIsRefused() {
    // when
    browser.visit(RIG.console() + "#/explorer?action=QueryOTAJob&JobId=some");
    browser.type("AccessKeyId", AccountsFixture.KEY);
    browser.type("AccessKeySecret", "another");
    browser.press("button", "Run");

    // then
    browser.awaitText("SignatureDoesNotMatch");
    browser.awaitText("Both sides signed the same text, so the secret");
    assertThat(browser.text()).doesNotContain("another");
  }

  /** No test depends on the figure: it is printed. */
  @Test
  void shouldShowAChangeSoon() throws Exception {
    // given
    cluster.first().write(Events.created("timed"));
    browser.visit(RIG.console() + "#/jobs/timed");
    browser.awaitText("Live");
    browser.run(
        """
        window.seen = new Map();
        new MutationObserver(() => {
          for (const name of document.body.innerText.match(/timed-name-\\d+-/g) || []) {
            if (!window.seen.has(name)) window.seen.set(name, Date.now());
          }
        }).observe(document.body, {subtree: true, childList: true, characterData: true});
        """);
    List<Long> times = new ArrayList<>();

    // when
    for (int i = 0; i < SAMPLES; i++) {
      String name = "timed-name-" + i + "-";
      cluster
          .second()
          .write(
              Events.event(
                  "timed",
                  i + 1,
                  OtaJobModified.newBuilder().setName(name).setCleared(List.of()).build()));
      long acknowledged = System.currentTimeMillis();
      await()
          .atMost(Browser.PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> browser.has("window.seen.has('" + name + "')"));
      times.add((Long) browser.run("return window.seen.get('" + name + "')") - acknowledged);
    }

    // then
    Collections.sort(times);
    System.out.printf(
        "console: acknowledged to seen in a page, p50 %d ms, p95 %d ms, p99 %d ms, longest %d ms of %d%n",
        times.get(SAMPLES / 2),
        times.get(SAMPLES * 95 / 100),
        times.get(SAMPLES * 99 / 100),
        times.get(SAMPLES - 1),
        SAMPLES);
    assertThat(times).hasSize(SAMPLES);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
