package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.testkit.events.Events;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operators do in the console, in a real browser against two instances. */
class OperatorConsoleIT {

  @RegisterExtension static final ConsoleRig RIG = new ConsoleRig();

  private static Browser browser;
  private static TestCluster cluster;

  @BeforeAll
  static void start() {
    browser = RIG.browser();
    cluster = RIG.cluster();
  }

  @Test
  void shouldShowWhyAnEventWasRefusedAndMendIt() {
    // given
    RecordMetadata at =
        cluster
            .first()
            .write(
                TestService.bytes("mended-here"),
                cluster.first().encode(Events.invalid("mended-here")));
    await().atMost(TestService.PATIENCE).until(() -> hasLetter("mended-here"));

    // when
    browser.visit(RIG.console() + "#/dead-letters?job=mended-here");
    browser.press("button", "Open " + at.partition() + "-" + at.offset());

    // then
    browser.awaitText("productKey");

    // when
    browser.press("button", "Edit and replay…");
    String event = String.valueOf(browser.named("field", "Event (JSON)").getDomProperty("value"));
    browser.type("Event (JSON)", event.replace("\"productKey\": \"\"", "\"productKey\": \"p\""));
    browser.press("button", "Check (dry run)");
    browser.awaitText("Events that can be replayed: 1");
    assertThat(cluster.first().status("mended-here")).isEqualTo("iot.ota.JobNotFound");
    browser.press("button", "Replay 1 now");

    // then
    browser.awaitText("1 folded into their jobs, 0 refused again.");
    assertThat(cluster.second().status("mended-here")).isEqualTo("PLANNED");
  }

  @Test
  void shouldShowAllInstances() {
    // when
    browser.visit(RIG.console() + "#/cluster");

    // then
    browser.awaitText("2/2");
    browser.awaitText("4/4");
    browser.awaitText("Owner");
    browser.awaitText("Copy");
  }

  @Test
  void shouldDrawTheTopology() {
    // when
    browser.visit(RIG.console() + "#/topology");

    // then
    browser.awaitText("judge");
    await()
        .atMost(Browser.PATIENCE)
        .until(() -> browser.has("document.querySelectorAll('svg').length > 0"));
  }

  @Test
  void shouldAskForATokenWhereOneIsNeeded() {
    try (TestService strict = new TestService(AccountsFixture.settings()).startAndAwaitReady()) {
      // when
      browser.visit(strict.address() + "/console/#/cluster");

      // then
      browser.awaitText("This needs a token");

      // when
      useToken(AccountsFixture.READERS_TOKEN);

      // then
      browser.awaitText("Your account may not do this");

      // when
      useToken(AccountsFixture.TOKEN);

      // then
      browser.awaitText("instances alive");
    }
  }

  private static void useToken(String token) {
    browser.press("button", "Enter a token");
    browser.type("Bearer token", token);
    browser.press("button", "Use token");
  }

  private static boolean hasLetter(String jobId) {
    return cluster.first().get("/v1/dead-letters?job=" + jobId).body().contains("\"At\"");
  }
}
