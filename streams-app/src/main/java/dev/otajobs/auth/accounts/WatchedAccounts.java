package dev.otajobs.auth.accounts;

import dev.otajobs.files.FileWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts of a file. It is read at the start and again within a second of a change; all
 * accounts are replaced at once. If the new file cannot be used, that is logged once and the old
 * accounts stay.
 */
public final class WatchedAccounts implements Supplier<Accounts>, AutoCloseable {

  private static final Duration POLL = Duration.ofSeconds(1);

  private final AccountsFile file;
  private final Logger log;
  private final FileWatch watch;
  private volatile Accounts accounts;

  private WatchedAccounts(AccountsFile file, Logger log) {
    this.file = file;
    this.log = log;
    this.watch = new FileWatch("accounts-file", List.of(file.path()));
    this.accounts = file.read();
  }

  /**
   * Reads the file and watches it until it is closed.
   *
   * @throws AccountsException if the file cannot be used
   */
  public static WatchedAccounts open(Path file) {
    return open(file, POLL, LoggerFactory.getLogger(WatchedAccounts.class));
  }

  static WatchedAccounts open(Path file, Duration poll, Logger log) {
    WatchedAccounts watched = new WatchedAccounts(new AccountsFile(file), log);
    watched.watch.start(poll, watched::reload);
    return watched;
  }

  /** The accounts at this moment. */
  @Override
  public Accounts get() {
    return accounts;
  }

  private boolean reload() {
    try {
      accounts = file.read();
      log.info("the accounts changed, accounts={}", accounts.all().size());
    } catch (AccountsException e) {
      log.warn("the accounts are kept as they were: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.warn("the accounts are kept as they were", e);
    }
    return true;
  }

  /** Stops watching the file. The accounts can still be used. */
  @Override
  public void close() {
    watch.close();
  }
}
