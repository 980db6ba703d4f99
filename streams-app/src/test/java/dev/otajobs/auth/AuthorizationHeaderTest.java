package dev.otajobs.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationHeaderTest {

  @Test
  void shouldReadAsManyNamesAsAHeaderCanHold() {
    // given
    String names = "a;".repeat(8_000) + "a";

    // then
    assertThat(AuthorizationHeader.parse(header(names)).signedHeaders()).hasSize(8_001);
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "a;", ";a", "a;;b", "A", "a b", "a;B", "ä"})
  void shouldRefuseOtherNames(String names) {
    assertThatThrownBy(() -> AuthorizationHeader.parse(header(names)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("SignedHeaders in lower case");
  }

  private static String header(String signedHeaders) {
    return "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=" + signedHeaders + ",Signature=b";
  }
}
