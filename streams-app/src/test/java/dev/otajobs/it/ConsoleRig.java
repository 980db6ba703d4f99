package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.testkit.events.Events;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A browser, and two instances that keep histories, answer calls without a token, and have
 * accounts; for all tests of a class, which are skipped where there is no browser. No test may meet
 * an error in the browser.
 */
final class ConsoleRig implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  private Optional<Browser> browser = Optional.empty();
  private Optional<TestCluster> cluster = Optional.empty();

  @Override
  public void beforeAll(ExtensionContext context) {
    browser = Optional.of(Browser.open());
    Map<String, String> settings = new HashMap<>(AccountsFixture.settings());
    settings.put("auth.unsigned.account", Events.ACCOUNT);
    settings.put("query.deadline.ms", "6000");
    settings.put("jobs.history.changes", "100");
    cluster = Optional.of(TestCluster.start(settings));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    assertThat(browser().errors()).isEmpty();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    cluster.ifPresent(TestCluster::close);
    browser.ifPresent(Browser::close);
  }

  Browser browser() {
    return browser.orElseThrow();
  }

  TestCluster cluster() {
    return cluster.orElseThrow();
  }

  /** The address of the page. */
  String console() {
    return cluster().first().address() + "/console/";
  }
}
