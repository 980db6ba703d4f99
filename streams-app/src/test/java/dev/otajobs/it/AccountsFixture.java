package dev.otajobs.it;

import dev.otajobs.testkit.events.Events;
import dev.otajobs.testkit.service.TestAccount;
import dev.otajobs.testkit.signing.Signer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A file of accounts, as an operator would write it. */
final class AccountsFixture {

  static final String KEY = "localAccessKeyId";
  static final String SECRET = "localAccessKeySecret";
  static final String OTHER_KEY = "otherAccessKeyId";
  static final String BURST_KEY = "burstAccessKeyId";
  static final String TOKEN = "a-bearer-token";

  /** Of an account that may only read. */
  static final String READERS_TOKEN = "a-readers-token";

  /** Tests make more calls in a second than operators. */
  private static final Map<String, Integer> MANY =
      Map.of(
          "CreateOTAStaticUpgradeJob", 1_000,
          "CreateOTADynamicUpgradeJob", 1_000,
          "CreateOTAVerifyJob", 1_000,
          "CancelOTATaskByJob", 1_000,
          "CancelOTAStrategyByJob", 1_000,
          "UpdateOTAJob", 1_000,
          "QueryOTAFirmware", 1_000,
          "ListOTAJobByFirmware", 1_000);

  private AccountsFixture() {}

  /** The first account owns the sample events; the others own nothing, and have no quota set. */
  static Path write() {
    return TestAccount.write(
        RealStack.newDirectory("accounts").resolve("accounts.json"),
        account(Events.ACCOUNT, TestAccount.GREATEST_QUOTA, KEY, List.of(TOKEN)).mayAll(MANY),
        account("200", OptionalInt.empty(), OTHER_KEY, List.of(READERS_TOKEN)),
        account("300", OptionalInt.empty(), BURST_KEY, List.of()));
  }

  /** The settings with that file, by which calls without a signature are refused. */
  static Map<String, String> settings() {
    return Map.of("auth.accounts.file", write().toString(), "auth.unsigned.account", "");
  }

  private static TestAccount account(
      String id, OptionalInt quota, String key, List<String> tokens) {
    return new TestAccount(id, quota, List.of(new Signer(key, SECRET)), tokens);
  }
}
