package dev.otajobs.auth;

import static dev.otajobs.auth.TestAccounts.SIGNER;
import static dev.otajobs.auth.TestAccounts.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.auth.accounts.Account;
import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Signer;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a client signs is allowed, once; whatever is changed afterwards is refused. */
class AnyCallTest {

  private static final String TIME = "2026-11-22T19:15:24Z";

  @Property
  void shouldAllowV1WithSha1AsSignedAndOnlySo(@ForAll long seed) {
    assertAllowedOnlyAsSigned(() -> v1(seed, SIGNER, "HMAC-SHA1"), seed, true);
  }

  @Property
  void shouldAllowV1WithSha256AsSignedAndOnlySo(@ForAll long seed) {
    assertAllowedOnlyAsSigned(() -> v1(seed, SIGNER, "HMAC-SHA256"), seed, true);
  }

  @Property
  void shouldAllowV3AsSignedAndOnlySo(@ForAll long seed) {
    assertAllowedOnlyAsSigned(() -> v3(seed, SIGNER), seed, false);
  }

  @Property
  void shouldRefuseAnyOtherSecret(@ForAll long seed) {
    // given
    String secret = SIGNER.secret();
    Signer other = new Signer(SIGNER.keyId(), secret.substring(0, secret.length() - 1) + seed);

    // then
    assertRefused(v1(seed, other, "HMAC-SHA1"), AuthError.SIGNATURE_DOES_NOT_MATCH);
    assertRefused(v1(seed, other, "HMAC-SHA256"), AuthError.SIGNATURE_DOES_NOT_MATCH);
    assertRefused(v3(seed, other), AuthError.SIGNATURE_DOES_NOT_MATCH);
  }

  private static void assertAllowedOnlyAsSigned(Supplier<Call> signed, long seed, boolean v1) {
    // given
    Authenticator authenticator = authenticator();
    Call flipped = signed.get();
    Flip flip = new RandomCall(new Random(~seed)).oneOf(v1 ? Flip.OF_V1 : Flip.OF_V3);
    flip.change().accept(flipped, new Random(seed));

    // then
    assertThat(error(TestAccounts.authenticate(authenticator, received(flipped))))
        .as(flip.name())
        .isEqualTo(flip.expected());
    assertThat(TestAccounts.authenticate(authenticator, received(signed.get())).result())
        .isEqualTo(TestAccounts.ACCOUNT);
    assertThat(error(TestAccounts.authenticate(authenticator, received(signed.get()))))
        .isEqualTo(AuthError.NONCE_USED);
  }

  private static void assertRefused(Call call, AuthError expected) {
    assertThat(error(TestAccounts.authenticate(authenticator(), received(call))))
        .isEqualTo(expected);
  }

  private static AuthError error(Future<Account> authenticated) {
    assertThat(authenticated.cause()).isInstanceOf(Refusal.class);
    return ((Refusal) authenticated.cause()).error();
  }

  private static Authenticator authenticator() {
    return TestAccounts.at(Instant.parse(TIME), TestAccounts.ACCOUNTS);
  }

  private static Call v1(long seed, Signer signer, String method) {
    RandomCall random = new RandomCall(new Random(seed));
    return signer.v1(random.next(true), method, TIME, random.nonce());
  }

  private static Call v3(long seed, Signer signer) {
    RandomCall random = new RandomCall(new Random(seed));
    Call call = random.withBody(random.next(false));
    return signer.v3(call, Signer.V3_HEADERS, TIME, random.nonce());
  }
}
