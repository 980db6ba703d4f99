package dev.otajobs.benchmarks;

import dev.otajobs.auth.Authenticator;
import dev.otajobs.auth.accounts.Account;
import dev.otajobs.auth.accounts.Accounts;
import dev.otajobs.auth.call.SignedCall;
import dev.otajobs.auth.nonces.NonceMemory;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Authenticates one call that is rightly signed. It is the same call every time, so nonces are
 * always fresh here: what remembering them costs is in {@link NonceBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SignatureBenchmark {

  private static final NonceMemory ALWAYS_FRESH =
      (key, nonce, now, atMost) -> Future.succeededFuture(NonceMemory.Use.FRESH);

  private final Accounts accounts = Calls.accounts();
  private final Authenticator authenticator =
      new Authenticator(
          () -> accounts,
          ALWAYS_FRESH,
          Set.of(),
          Clock.fixed(Instant.parse(Calls.TIME), ZoneOffset.UTC));
  private final SignedCall v1Sha1 = Calls.v1("HMAC-SHA1");
  private final SignedCall v1Sha256 = Calls.v1("HMAC-SHA256");
  private final SignedCall v3 = Calls.v3();

  @Benchmark
  public Account v1HmacSha1() {
    return allowed(v1Sha1);
  }

  @Benchmark
  public Account v1HmacSha256() {
    return allowed(v1Sha256);
  }

  @Benchmark
  public Account v3Acs3HmacSha256() {
    return allowed(v3);
  }

  /** What is refused early would be measured as fast. */
  private Account allowed(SignedCall call) {
    Account account = authenticator.useNonce(authenticator.verify(call), true).result();
    if (account == null) {
      throw new IllegalStateException("the call is refused");
    }
    return account;
  }
}
