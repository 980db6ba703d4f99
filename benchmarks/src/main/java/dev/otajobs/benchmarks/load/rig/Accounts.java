package dev.otajobs.benchmarks.load.rig;

import dev.otajobs.testkit.events.Events;
import dev.otajobs.testkit.service.TestAccount;
import dev.otajobs.testkit.signing.Signer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One account with the greatest quota and many access keys: a key has at most a million nonces in
 * 30 minutes, which is less than a run uses.
 */
public final class Accounts {

  /** So many keys, numbered from 0. */
  public static final int KEYS = 64;

  private Accounts() {}

  /** The access key of this number. */
  public static Signer key(int number) {
    return new Signer("benchLoadKey" + number, "benchLoadSecret" + number);
  }

  static Path write(Path dir) {
    List<Signer> keys = IntStream.range(0, KEYS).mapToObj(Accounts::key).toList();
    return TestAccount.write(
        dir.resolve("accounts.json"),
        new TestAccount(Events.ACCOUNT, TestAccount.GREATEST_QUOTA, keys, List.of()));
  }
}
