package dev.otajobs.api.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.api.Viewer;
import dev.otajobs.auth.Authenticator;
import dev.otajobs.auth.Refusal;
import dev.otajobs.auth.accounts.AccessKey;
import dev.otajobs.auth.accounts.AccessKeyId;
import dev.otajobs.auth.accounts.Account;
import dev.otajobs.auth.accounts.AccountEntry;
import dev.otajobs.auth.accounts.Accounts;
import dev.otajobs.auth.accounts.Operation;
import dev.otajobs.auth.accounts.Secret;
import dev.otajobs.auth.call.Parameter;
import dev.otajobs.auth.call.SignedCall;
import dev.otajobs.auth.nonces.NonceMemory;
import dev.otajobs.auth.nonces.RecentNonces;
import dev.otajobs.auth.quota.Quotas;
import dev.otajobs.auth.quota.RemoteUsage;
import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Signer;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** In which order a call meets signature, quota and nonce. */
class RpcCallersTest {

  private static final Instant NOW = Instant.parse("2026-09-27T08:00:00Z");
  private static final Account ACCOUNT = new Account("100", 10, Set.of());

  private final AtomicInteger used = new AtomicInteger();
  private final RecentNonces memory = new RecentNonces(1000);
  private final NonceMemory nonces =
      (key, nonce, now, atMost) -> {
        used.incrementAndGet();
        return memory.use(key, nonce, now, atMost);
      };
  private final RpcCallers callers =
      new RpcCallers(
          new Authenticator(
              RpcCallersTest::accounts, nonces, Set.of(), Clock.fixed(NOW, ZoneOffset.UTC)),
          new Quotas(() -> 0, RemoteUsage.NONE),
          Optional.empty());

  /** Such calls used up a key's nonces, and locked it out for half an hour. */
  @Test
  void shouldUseNoNonceOfACallBeyondTheQuota() {
    // given
    for (int i = 0; i < 10; i++) {
      assertThat(callers.admit(call("nonce-" + i), Operation.QUERY_OTA_JOB).result().viewer())
          .isEqualTo(Viewer.of(ACCOUNT));
    }

    // then
    for (int i = 10; i < 5_000; i++) {
      SignedCall more = call("nonce-" + i);
      assertThatThrownBy(() -> callers.admit(more, Operation.QUERY_OTA_JOB))
          .isInstanceOf(RpcException.class);
    }
    assertThat(used.get()).isEqualTo(10);
  }

  /** Nor the quota: whoever has heard such a call could use it up. */
  @Test
  void shouldUseNothingOfACallThatTheAccountMayNotMake() {
    // when
    for (int i = 0; i < 100; i++) {
      SignedCall call = call("nonce-" + i);
      assertThatThrownBy(() -> callers.admit(call, Operation.CREATE_OTA_VERIFY_JOB))
          .isInstanceOfSatisfying(
              RpcException.class,
              refused ->
                  assertThat(refused.reply())
                      .isEqualTo(new Reply.GatewayError(RpcError.FORBIDDEN)));
    }

    // then
    assertThat(used.get()).isZero();
    assertThat(callers.admit(call("own"), Operation.QUERY_OTA_JOB).succeeded()).isTrue();
  }

  /** Whoever has heard a call must not use up the quota of its account. */
  @Test
  void shouldNotCountACallThatIsSentAgain() {
    // given
    SignedCall heard = call("heard");
    callers.admit(heard, Operation.QUERY_OTA_JOB);

    // when
    for (int i = 0; i < 100; i++) {
      assertThat(callers.admit(heard, Operation.QUERY_OTA_JOB).cause()).isInstanceOf(Refusal.class);
    }

    // then
    assertThat(callers.admit(call("own"), Operation.QUERY_OTA_JOB).succeeded()).isTrue();
  }

  private static Accounts accounts() {
    AccessKey key =
        new AccessKey(new AccessKeyId("key"), Secret.of("secret"), true, Optional.empty());
    return new Accounts(List.of(new AccountEntry(ACCOUNT, List.of(key), List.of())));
  }

  private static SignedCall call(String nonce) {
    Call call =
        new Signer("key", "secret").v1(new Call("GET"), "HMAC-SHA1", "2026-09-27T08:00:00Z", nonce);
    return new SignedCall(
        call.method(),
        call.path(),
        call.query().stream().map(p -> new Parameter(p.name(), p.value())).toList(),
        List.of(),
        MultiMap.caseInsensitiveMultiMap(),
        Buffer.buffer());
  }
}
