package dev.otajobs.auth.accounts;

import dev.otajobs.files.FileWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
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
  private final Consumer<Accounts> check;
  private final Logger log;
  private final FileWatch watch;
  private volatile Accounts accounts;

  private WatchedAccounts(AccountsFile file, Consumer<Accounts> check, Logger log) {
    this.file = file;
    this.check = check;
    this.log = log;
    this.watch = new FileWatch("accounts-file", List.of(file.path()));
    this.accounts = read();
  }

  /**
   * Reads the file and watches it until it is closed.
   *
   * @param check throws an AccountsException for accounts that may not be used, now or later
   * @throws AccountsException if the file cannot be used
   */
  public static WatchedAccounts open(Path file, Consumer<Accounts> check) {
    return open(file, check, POLL, LoggerFactory.getLogger(WatchedAccounts.class));
  }

  static WatchedAccounts open(Path file, Consumer<Accounts> check, Duration poll, Logger log) {
    WatchedAccounts watched = new WatchedAccounts(new AccountsFile(file), check, log);
    watched.watch.start(poll, watched::reload);
    return watched;
  }

  /** The accounts at this moment. */
  @Override
  public Accounts get() {
    return accounts;
  }

  private Accounts read() {
    Accounts next = file.read();
    check.accept(next);
    return next;
  }

  private boolean reload() {
    try {
      accounts = read();
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
