package dev.otajobs.faults.workload;

import dev.otajobs.testkit.events.Events;
import dev.otajobs.testkit.service.TestAccount;
import dev.otajobs.testkit.signing.Signer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Two accounts: one that calls without a signature, one with a bearer token and an access key. */
public final class Accounts {

  public static final String UNSIGNED = Events.ACCOUNT;
  public static final String TOKEN_HOLDER = "100000000000002";

  /** The bearer token of {@link #TOKEN_HOLDER}. */
  public static final String TOKEN = "fault-tests-bearer-token-0123456789";

  /** The access key of {@link #TOKEN_HOLDER}. */
  public static final Signer KEY = new Signer("faultTestsKeyId", "faultTestsKeySecret");

  private Accounts() {}

  /** The accounts file of the service. */
  public static Path write(Path dir) {
    return write(
        dir,
        account()
            .mayAll(Map.of("CreateOTAStaticUpgradeJob", 10_000, "ListOTAJobByFirmware", 10_000)));
  }

  /** The same for releases that know no permissions: nobody may create anything. */
  public static Path writeReadOnly(Path dir) {
    return write(dir, account());
  }

  private static TestAccount account() {
    return new TestAccount(TOKEN_HOLDER, TestAccount.GREATEST_QUOTA, List.of(KEY), List.of(TOKEN));
  }

  private static Path write(Path dir, TestAccount account) {
    return TestAccount.write(dir.resolve("accounts.json"), account);
  }
}
