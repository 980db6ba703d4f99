package dev.otajobs.auth;

import static dev.otajobs.auth.TestAccounts.ACCOUNTS;
import static dev.otajobs.auth.TestAccounts.SIGNER;
import static dev.otajobs.auth.TestAccounts.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.auth.nonces.RecentNonces;
import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Signer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A call that is good for one deployment alone. */
class SignedHostTest {

  private static final Instant NOW = Instant.parse("2026-09-27T08:00:00Z");
  private static final String TIME = Signer.timestamp(NOW);

  @Test
  void shouldDemandASignedHost() {
    // given
    Authenticator strict =
        new Authenticator(
            () -> ACCOUNTS,
            new RecentNonces(10),
            Set.of("jobs.example:8080"),
            Clock.fixed(NOW, ZoneOffset.UTC));

    // then
    assertThat(TestAccounts.authenticate(strict, received(host("Jobs.example:8080"))).succeeded())
        .isTrue();
    for (Call call :
        List.of(
            host("other.example:8080"),
            host(""),
            SIGNER.v1(new Call("POST"), "HMAC-SHA1", TIME, "n"),
            unsignedHost("jobs.example:8080"))) {
      Refusal refused = (Refusal) TestAccounts.authenticate(strict, received(call)).cause();
      assertThat(refused.error()).isEqualTo(AuthError.INCOMPLETE_SIGNATURE);
      assertThat(refused.message()).contains("SignedHeaders have host");
    }
  }

  private static Call host(String host) {
    List<String> names = new ArrayList<>(unsigned());
    names.add("host");
    return SIGNER.v3(new Call("POST").header("host", host), names, TIME, "n" + host);
  }

  private static Call unsignedHost(String host) {
    return SIGNER.v3(new Call("POST").header("host", host), unsigned(), TIME, "u");
  }

  private static List<String> unsigned() {
    return Signer.V3_HEADERS.stream().filter(name -> !name.equals("host")).toList();
  }
}
