package dev.otajobs.it;

import dev.otajobs.testkit.events.Events;
import java.util.HashMap;
import java.util.Map;

/**
 * A browser, and two instances that keep histories, answer calls without a token, and have
 * accounts.
 */
record ConsoleRig(Browser browser, TestCluster cluster) implements AutoCloseable {

  /** Skips the test where there is no browser. */
  static ConsoleRig start() {
    Browser browser = Browser.open();
    Map<String, String> settings = new HashMap<>(AccountsFixture.settings());
    settings.put("auth.unsigned.account", Events.ACCOUNT);
    settings.put("query.deadline.ms", "6000");
    settings.put("jobs.history.changes", "100");
    return new ConsoleRig(browser, TestCluster.start(settings));
  }

  /** The address of the page. */
  String console() {
    return cluster.first().address() + "/console/";
  }

  @Override
  public void close() {
    cluster.close();
    browser.close();
  }
}
