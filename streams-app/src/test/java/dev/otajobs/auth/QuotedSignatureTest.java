package dev.otajobs.auth;

import static dev.otajobs.auth.TestAccounts.ACCOUNTS;
import static dev.otajobs.auth.TestAccounts.SIGNER;
import static dev.otajobs.auth.TestAccounts.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Signer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What SignatureDoesNotMatch quotes, and to whom it could tell too much. */
class QuotedSignatureTest {

  private static final Instant NOW = Instant.parse("2026-09-27T08:00:00Z");
  private static final String TIME = Signer.timestamp(NOW);

  @Test
  void shouldNotQuoteAHeaderThatAProxyAdds() {
    // given
    List<String> names = new ArrayList<>(Signer.V3_HEADERS);
    names.add("x-proxy-secret");
    Signer wrong = new Signer(SIGNER.keyId(), "wrong");

    // when
    String one =
        refused(wrong.v3(new Call("POST").header("x-proxy-secret", "abc"), names, TIME, "n"))
            .message();
    String other =
        refused(wrong.v3(new Call("POST").header("x-proxy-secret", "xyz"), names, TIME, "n"))
            .message();

    // then
    assertThat(one).doesNotContain("abc").contains("x-proxy-secret:***");
    assertThat(one).as("nor by a hash").isEqualTo(other);
  }

  @Test
  void shouldQuoteOnlySoMuch() {
    Call call = new Call("POST");
    for (int i = 0; i < 50; i++) {
      call.query("p" + i, "<".repeat(1_000));
    }
    Signer wrong = new Signer(SIGNER.keyId(), "wrong");
    assertThat(refused(wrong.v1(call, "HMAC-SHA1", TIME, "n")).message()).hasSizeLessThan(4_300);
  }

  private static Refusal refused(Call call) {
    return (Refusal)
        TestAccounts.authenticate(TestAccounts.at(NOW, ACCOUNTS), received(call)).cause();
  }
}
