package dev.otajobs.auth;

import static dev.otajobs.auth.TestAccounts.ACCOUNTS;
import static dev.otajobs.auth.TestAccounts.DISABLED;
import static dev.otajobs.auth.TestAccounts.SIGNER;
import static dev.otajobs.auth.TestAccounts.TEMPORARY;
import static dev.otajobs.auth.TestAccounts.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.auth.nonces.NonceMemory;
import dev.otajobs.auth.nonces.NonceMemory.Use;
import dev.otajobs.auth.nonces.RecentNonces;
import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Signer;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest {

  private static final String TIME = "2026-11-22T19:15:00Z";
  private static final Instant NOW = Instant.parse(TIME);
  private static final List<String> WITH_TOKEN =
      Stream.concat(Signer.V3_HEADERS.stream(), Stream.of("x-acs-security-token"))
          .sorted()
          .toList();

  @ParameterizedTest
  @CsvSource({
    "Action, MissingAction, Action is mandatory for this action.",
    "AccessKeyId, MissingAccessKeyId, AccessKeyId is mandatory for this action.",
    "SignatureMethod, MissingSignatureMethod, SignatureMethod is mandatory for this action.",
    "SignatureVersion, MissingSignatureVersion, SignatureVersion is mandatory for this action.",
    "SignatureNonce, MissingSignatureNonce, SignatureNonce is mandatory for this action.",
    "Timestamp, MissingTimestamp, Timestamp is mandatory for this action.",
    "Version, MissingVersion, Version is mandatory for this action.",
    "Signature, IncompleteSignature, The request signature does not conform to Aliyun standards."
        + " Signature is missing.",
  })
  void shouldRequireParametersOfV1(String name, String code, String message) {
    // given
    Call call = v1(SIGNER).without(name).header("x-acs-action", "a").header("x-acs-version", "v");

    // then
    assertRefused(call, 400, code, message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Action", "AccessKeyId", "Signature", "SignatureNonce", "Timestamp"})
  void shouldRefuseParametersGivenTwice(String name) {
    // given
    Call call = v1(SIGNER);
    call.form().addAll(call.query().stream().filter(p -> p.name().equals(name)).toList());

    // then
    assertRefused(
        call,
        400,
        "IncompleteSignature",
        "The request signature does not conform to Aliyun standards. "
            + name
            + " is given more than once.");
  }

  @ParameterizedTest
  @CsvSource({
    "x-acs-action, MissingAction",
    "x-acs-version, MissingVersion",
    "x-acs-date, MissingTimestamp",
    "x-acs-signature-nonce, MissingSignatureNonce",
    "x-acs-content-sha256, IncompleteSignature",
  })
  void shouldRequireHeadersOfV3(String name, String code) {
    assertRefused(v3(SIGNER).without(name), 400, code, name + " is mandatory for this action.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorization", "x-acs-date", "x-acs-action", "x-acs-signature-nonce"})
  void shouldRefuseHeadersGivenTwice(String name) {
    // given
    Call call = v3(SIGNER);
    call.header(name, call.header(name), call.header(name));

    // then
    assertThat(refused(call, NOW).error()).isEqualTo(AuthError.INCOMPLETE_SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ACS3-HMAC-SHA256",
        "ACS3-HMAC-SHA256 ",
        "ACS3-HMAC-SHA256 Credential=k,SignedHeaders=host",
        "ACS3-HMAC-SHA256 Credential=k,SignedHeaders=host,Signature=",
        "ACS3-HMAC-SHA256 Credential=k,SignedHeaders=,Signature=s",
        "ACS3-HMAC-SHA256 Credential=k,SignedHeaders=Host,Signature=s",
        "ACS3-HMAC-SHA256 Credential=k,SignedHeaders=a;;b,Signature=s",
        "ACS3-HMAC-SHA256 Credential=k,Credential=l,SignedHeaders=host,Signature=s",
        "ACS3-HMAC-SHA256 Credential=k,SignedHeaders=host,Signature=s,More=m",
        "ACS3-HMAC-SHA256 Credential=k,SignedHeaders=host,Signature=s,",
        "Bearer token",
        "Basic dTpw",
        " "
      })
  void shouldRefuseMalformedAuthorization(String authorization) {
    // given
    Call call = v3(SIGNER).header("authorization", authorization);

    // then
    assertThat(refused(call, NOW).error()).isEqualTo(AuthError.INCOMPLETE_SIGNATURE);
  }

  @Test
  void shouldReadAuthorizationInAnyOrderAndWithSpaces() {
    // given
    Call call = v3(SIGNER);
    String[] parts =
        call.header("authorization").substring("ACS3-HMAC-SHA256 ".length()).split(",", -1);

    // when
    call.header(
        "authorization", "ACS3-HMAC-SHA256  " + parts[2] + ", " + parts[0] + " ,\t" + parts[1]);

    // then
    assertThat(TestAccounts.authenticate(at(NOW), received(call)).result())
        .isEqualTo(TestAccounts.ACCOUNT);
  }

  @Test
  void shouldIgnoreAuthorizationOfOthersOnAV1Call() {
    // given
    Call call = v1(SIGNER).header("authorization", "Basic dTpw");

    // then
    assertThat(TestAccounts.authenticate(at(NOW), received(call)).result())
        .isEqualTo(TestAccounts.ACCOUNT);
  }

  @Test
  void shouldRequireTheContentTypeOfAFormToBeSigned() {
    // given
    Call call = v3(SIGNER).form("JobId=1");

    // then
    assertRefused(
        call,
        400,
        "IncompleteSignature",
        "The request signature does not conform to Aliyun standards."
            + " SignedHeaders lacks content-type.");
  }

  @Test
  void shouldAllowV1WhoseEmptyParametersAreNotSigned() {
    // given
    Call call = v1(SIGNER).query("JobId", "");

    // then
    assertThat(TestAccounts.authenticate(at(NOW), received(SIGNER.signV1(call, false))).result())
        .isEqualTo(TestAccounts.ACCOUNT);
    assertThat(TestAccounts.authenticate(at(NOW), received(SIGNER.signV1(call, true))).result())
        .isEqualTo(TestAccounts.ACCOUNT);
  }

  @Test
  void shouldAskWhoBeforeWhenAndWhenBeforeWhether() {
    // given
    Call call = v1(SIGNER).query("Timestamp", "x").query("Signature", "x");

    // then
    assertRefused(
        call.query("AccessKeyId", "unknown"),
        404,
        "InvalidAccessKeyId.NotFound",
        "Specified access key is not found.");
    assertRefused(
        call.query("AccessKeyId", DISABLED.keyId()),
        400,
        "InvalidAccessKeyId.Inactive",
        "Specified access key is disabled.");
    assertRefused(
        call.query("AccessKeyId", SIGNER.keyId()),
        400,
        "InvalidTimeStamp.Format",
        "Specified time stamp or date value is not well formatted.");
    assertRefused(
        call.query("Timestamp", "2016-11-22T19:15:00Z"),
        400,
        "InvalidTimeStamp.Expired",
        "Specified time stamp or date value is expired.");
    assertThat(refused(call.query("Timestamp", TIME), NOW).error())
        .isEqualTo(AuthError.SIGNATURE_DOES_NOT_MATCH);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T19:00:00.000Z, true",
    "2026-11-22T18:59:59.999Z, false",
    "2026-11-22T19:30:00.000Z, true",
    "2026-11-22T19:30:00.001Z, false",
  })
  void shouldAllowFifteenMinutesBothWays(Instant now, boolean allowed) {
    assertThat(TestAccounts.authenticate(at(now), received(v1(SIGNER))).succeeded())
        .isEqualTo(allowed);
    assertThat(TestAccounts.authenticate(at(now), received(v3(SIGNER))).succeeded())
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T19:15:00", "2026-11-22T19:15:00z", "2026-11-22 19:15:00Z",
        "2026-11-22T19:15:00.000Z", "2026-11-22T19:15Z", "2026-11-22T19:15:60Z",
        "2026-11-22T24:00:00Z", "2026-02-29T19:15:00Z", "2026-13-22T19:15:00Z",
        "+026-11-22T19:15:00Z", "-026-11-22T19:15:00Z", "２０２６-11-22T19:15:00Z",
        "2026-11-22T19:15:0 Z", "1795374900", "2026-11-22T19:15:00+00:00"
      })
  void shouldRefuseOtherFormatsOfTime(String timestamp) {
    // given
    Call call = SIGNER.signV1(v1(SIGNER).query("Timestamp", timestamp), true);

    // then
    assertThat(refused(call, NOW).error()).isEqualTo(AuthError.TIMESTAMP_FORMAT);
  }

  @Test
  void shouldTakeNoncesUpTo128Characters() {
    // given
    Call longest = SIGNER.v1(new Call("POST"), "HMAC-SHA1", TIME, "n".repeat(128));
    Call longer = SIGNER.v3(new Call("POST"), Signer.V3_HEADERS, TIME, "n".repeat(129));

    // then
    assertThat(TestAccounts.authenticate(at(NOW), received(longest)).result())
        .isEqualTo(TestAccounts.ACCOUNT);
    assertThat(refused(longer, NOW).message()).endsWith("nonce is longer than 128 characters.");
  }

  @Test
  void shouldNotUseANonceOfACallThatIsNotProved() {
    // given
    Authenticator authenticator = at(NOW);
    Call forged = new Signer(SIGNER.keyId(), "guess").v1(new Call("POST"), "HMAC-SHA1", TIME, "n");
    Call own = SIGNER.v1(new Call("POST"), "HMAC-SHA1", TIME, "n");

    // when
    TestAccounts.authenticate(authenticator, received(forged)).result();

    // then
    assertThat(TestAccounts.authenticate(authenticator, received(own)).result())
        .isEqualTo(TestAccounts.ACCOUNT);
  }

  @Test
  void shouldThrottleAKeyWhoseNoncesAreTooMany() {
    // given
    NonceMemory full = (key, nonce, now, atMost) -> Future.succeededFuture(Use.FULL);

    // when
    Refusal refused = (Refusal) TestAccounts.authenticate(with(full), received(v1(SIGNER))).cause();

    // then
    assertThat(refused.error().code()).isEqualTo("Throttling");
    assertThat(refused.message())
        .isEqualTo(
            "Request was denied due to request throttling. This access key has used more nonces"
                + " than are remembered for 30 minutes.");
  }

  @Test
  void shouldRememberTwiceAsManyNoncesAsTheQuotaNeeds() {
    // given
    int[] asked = new int[1];
    NonceMemory memory =
        (key, nonce, now, atMost) -> {
          asked[0] = atMost;
          return Future.succeededFuture(Use.FRESH);
        };

    // when
    TestAccounts.authenticate(with(memory), received(v1(SIGNER))).result();

    // then
    assertThat(asked[0]).isEqualTo(2 * 40 * 60 * (10 + 10 + 20));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "none, MISSING_SECURITY_TOKEN, 400",
        "'', SECURITY_TOKEN_MALFORMED, 400",
        "other, SECURITY_TOKEN_MISMATCH, 400",
      })
  void shouldRequireTheTokenOfATemporaryKey(String token, AuthError expected, int status) {
    // given
    Call call = v1(TEMPORARY);

    // when
    Refusal refused =
        refused(
            token == null ? call : TEMPORARY.signV1(call.query("SecurityToken", token), true), NOW);

    // then
    assertThat(refused.error()).isEqualTo(expected);
    assertThat(refused.error().status()).isEqualTo(status);
  }

  @Test
  void shouldTakeTheTokenOfATemporaryKeyUntilItExpires() {
    // given
    Instant expires = TestAccounts.TOKEN_EXPIRES;
    Call call = new Call("POST").header("x-acs-security-token", TestAccounts.TOKEN);
    TEMPORARY.v3(call, WITH_TOKEN, expires.toString(), "n");

    // then
    assertThat(TestAccounts.authenticate(at(expires.minusMillis(1)), received(call)).result())
        .isEqualTo(TestAccounts.ACCOUNT);
    assertThat(refused(call, expires).error()).isEqualTo(AuthError.SECURITY_TOKEN_EXPIRED);
    assertThat(AuthError.SECURITY_TOKEN_EXPIRED.status()).isEqualTo(403);
  }

  @Test
  void shouldRefuseATokenOfAKeyThatHasNone() {
    // given
    Call call = SIGNER.signV1(v1(SIGNER).query("SecurityToken", "any"), true);

    // then
    assertThat(refused(call, NOW).error()).isEqualTo(AuthError.SECURITY_TOKEN_MISMATCH);
  }

  private static Call v1(Signer signer) {
    return signer.v1(new Call("POST"), "HMAC-SHA1", TIME, "n");
  }

  private static Call v3(Signer signer) {
    return signer.v3(new Call("POST"), Signer.V3_HEADERS, TIME, "n");
  }

  private static Authenticator at(Instant now) {
    return TestAccounts.at(now, ACCOUNTS);
  }

  private static Authenticator with(NonceMemory nonces) {
    return new Authenticator(() -> ACCOUNTS, nonces, Set.of(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Refusal refused(Call call, Instant now) {
    Throwable failure =
        TestAccounts.authenticate(
                new Authenticator(
                    () -> ACCOUNTS,
                    new RecentNonces(10),
                    Set.of(),
                    Clock.fixed(now, ZoneOffset.UTC)),
                received(call))
            .cause();
    assertThat(failure).isInstanceOf(Refusal.class);
    return (Refusal) failure;
  }

  private static void assertRefused(Call call, int status, String code, String message) {
    Refusal refused = refused(call, NOW);
    assertThat(refused.error().code()).isEqualTo(code);
    assertThat(refused.error().status()).isEqualTo(status);
    assertThat(refused.message()).isEqualTo(message);
  }
}
