package dev.otajobs.auth.accounts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts of a file that may change: read at the start, and again within a second of a change.
 * All accounts change at once. A file that cannot be used is reported once and changes nothing.
 */
public final class WatchedAccounts implements Supplier<Accounts>, AutoCloseable {

  private static final Duration POLL = Duration.ofSeconds(1);

  private final AccountsFile file;
  private final Logger log;
  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(WatchedAccounts::thread);
  private volatile Accounts accounts;

  /** Only the poller uses it. */
  private Optional<AccountsFile.Stamp> stamp;

  private WatchedAccounts(AccountsFile file, Logger log) {
    this.file = file;
    this.log = log;
    // Before the file is read: what is written meanwhile is then seen as a change.
    this.stamp = file.stamp();
    this.accounts = file.read();
  }

  /**
   * Reads the file and watches it until closed.
   *
   * @throws AccountsException if it cannot be used
   */
  public static WatchedAccounts open(Path file) {
    return open(file, POLL, LoggerFactory.getLogger(WatchedAccounts.class));
  }

  static WatchedAccounts open(Path file, Duration poll, Logger log) {
    WatchedAccounts watched = new WatchedAccounts(new AccountsFile(file), log);
    watched.poller.scheduleWithFixedDelay(
        watched::poll, poll.toMillis(), poll.toMillis(), TimeUnit.MILLISECONDS);
    return watched;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "accounts-file");
    thread.setDaemon(true);
    return thread;
  }

  /** The accounts of now. */
  @Override
  public Accounts get() {
    return accounts;
  }

  private void poll() {
    try {
      Optional<AccountsFile.Stamp> now = file.stamp();
      if (!now.equals(stamp)) {
        stamp = now;
        accounts = file.read();
        log.info("the accounts changed, accounts={}", accounts.all().size());
      }
    } catch (AccountsException e) {
      log.warn("the accounts are kept as they were: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.warn("the accounts are kept as they were", e);
    }
  }

  /** Watches the file no longer; the accounts stay. */
  @Override
  public void close() {
    poller.shutdown();
  }
}
