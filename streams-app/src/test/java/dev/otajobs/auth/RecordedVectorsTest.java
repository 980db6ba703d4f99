package dev.otajobs.auth;

import static dev.otajobs.auth.TestAccounts.received;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.auth.accounts.Account;
import dev.otajobs.auth.accounts.Accounts;
import dev.otajobs.auth.accounts.SecurityToken;
import dev.otajobs.auth.accounts.TokenHash;
import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Signer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that the real SDKs sent. */
class RecordedVectorsTest {

  private static final Instant RECORDED = Instant.parse("2026-11-22T19:16:00Z");

  @ParameterizedTest
  @MethodSource("vectors")
  void shouldAllow(JsonNode vector) {
    // given
    Authenticator authenticator = TestAccounts.at(RECORDED, accounts(vector, signer(vector)));

    // when
    Account account = TestAccounts.authenticate(authenticator, received(call(vector))).result();

    // then
    assertThat(account).isEqualTo(TestAccounts.ACCOUNT);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void shouldComputeTheSameStringToSign(JsonNode vector) {
    // given
    Signer other = new Signer(signer(vector).keyId(), "otherSecret");

    // when
    Refusal refused =
        (Refusal)
            TestAccounts.authenticate(
                    TestAccounts.at(RECORDED, accounts(vector, other)), received(call(vector)))
                .cause();

    // then
    String stringToSign = vector.path("stringToSign").textValue();
    assertThat(refused.error()).isEqualTo(AuthError.SIGNATURE_DOES_NOT_MATCH);
    assertThat(refused.message())
        .isEqualTo(
            vector.path("signatureVersion").textValue().equals("V1")
                ? "Specified signature is not matched with our calculation. "
                    + "server string to sign is:"
                    + stringToSign
                : "Specified signature does not match our calculation. server StringToSign is [`"
                    + stringToSign
                    + "`] server CanonicalRequest is [`"
                    + vector.path("canonicalRequest").textValue()
                    + "`]");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void shouldRefuseTheSameCallAgain(JsonNode vector) {
    // given
    Authenticator authenticator = TestAccounts.at(RECORDED, accounts(vector, signer(vector)));
    TestAccounts.authenticate(authenticator, received(call(vector))).result();

    // when
    Refusal again =
        (Refusal) TestAccounts.authenticate(authenticator, received(call(vector))).cause();

    // then
    assertThat(again.error()).isEqualTo(AuthError.NONCE_USED);
    assertThat(again.message()).isEqualTo(AuthError.NONCE_USED.message());
  }

  static Stream<Named<JsonNode>> vectors() throws IOException {
    try (InputStream in = RecordedVectorsTest.class.getResourceAsStream("signature-vectors.json")) {
      JsonNode vectors = new ObjectMapper().readTree(in).path("vectors");
      assertThat(vectors).hasSizeGreaterThan(10);
      return StreamSupport.stream(vectors.spliterator(), false)
          .map(vector -> Named.of(vector.path("name").textValue(), vector));
    }
  }

  private static Call call(JsonNode vector) {
    Call call = Call.of(vector.path("method").textValue(), vector.path("rawUrl").textValue());
    vector
        .path("headers")
        .properties()
        .forEach(h -> call.header(h.getKey(), h.getValue().asText()));
    String body = vector.path("body").textValue();
    call.body(body.getBytes(StandardCharsets.UTF_8));
    return body.isEmpty() ? call : call.form(body);
  }

  private static Signer signer(JsonNode vector) {
    return new Signer(
        vector.path("accessKeyId").textValue(), vector.path("accessKeySecret").textValue());
  }

  private static Accounts accounts(JsonNode vector, Signer signer) {
    boolean temporary = vector.path("name").textValue().contains("/sts/");
    return TestAccounts.accounts(
        TestAccounts.key(
            signer,
            true,
            Optional.of(new SecurityToken(TokenHash.of(TestAccounts.TOKEN), Optional.empty()))
                .filter(token -> temporary)));
  }
}
