package dev.otajobs.api.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-    | -                      | -                | XML",
        "-    | -                      | application/json | XML",
        "JSON | -                      | -                | JSON",
        "json | -                      | text/xml         | JSON",
        "XML  | ACS3-HMAC-SHA256 C=1   | application/json | XML",
        "xml  | -                      | -                | XML",
        "-    | ACS3-HMAC-SHA256 C=1   | -                | JSON",
        "-    | ACS3-HMAC-SHA256 C=1   | */*              | JSON",
        "-    | ACS3-HMAC-SHA256 C=1   | application/json | JSON",
        "-    | ACS3-HMAC-SHA256 C=1   | application/xml  | XML",
        "-    | ACS3-HMAC-SHA256 C=1   | text/xml, application/json | JSON",
        "-    | acs testid:signature   | application/json | XML"
      })
  void shouldChoose(
      @Nullable String format,
      @Nullable String authorization,
      @Nullable String accept,
      ReplyFormat expected) {
    assertThat(ReplyFormat.of(Optional.ofNullable(format), authorization, accept))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "&                     | -       | -                | XML",
        "&                     | -       | application/json | XML",
        "&                     | ACS3-H  | -                | JSON",
        "&                     | ACS3-H  | application/xml  | XML",
        "&                     | ACS3-H  | text/html        | JSON",
        "JobId=%&Format=json&  | -       | -                | JSON",
        "Format=JSON&JobId=%&  | -       | text/xml         | JSON",
        "Format=XML&JobId=%&   | ACS3-H  | -                | XML",
        "JobId=%&a=%&Format=JSON | -     | -                | JSON",
        "Format=yaml&          | -       | -                | XML",
        "Format=yaml&          | ACS3-H  | -                | JSON",
        "XFormat=JSON&a=%&     | -       | -                | XML"
      })
  void shouldGuessForCallsThatCannotBeRead(
      String encoded,
      @Nullable String authorization,
      @Nullable String accept,
      ReplyFormat expected) {
    assertThat(ReplyFormat.guess(encoded, authorization, accept)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/json;q=0", "image/*"})
  void shouldRefuseToGuessWhatIsAccepted(String accept) {
    assertThatThrownBy(() -> ReplyFormat.of(Optional.empty(), "ACS3-HMAC-SHA256 C=1", accept))
        .isInstanceOfSatisfying(
            RpcException.class,
            refused ->
                assertThat(refused.reply())
                    .isEqualTo(new Reply.GatewayError(RpcError.INVALID_ACCEPT)));
    assertThat(ReplyFormat.of(Optional.empty(), null, accept)).isEqualTo(ReplyFormat.XML);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yaml", " JSON", "JSON,XML"})
  void shouldRefuseOthers(String format) {
    assertThatThrownBy(() -> ReplyFormat.of(Optional.of(format), null, null))
        .isInstanceOfSatisfying(
            RpcException.class,
            refused ->
                assertThat(refused.reply())
                    .isEqualTo(new Reply.GatewayError(RpcError.INVALID_FORMAT)));
  }

  @Test
  void shouldHaveTheContentTypesThatSdksKnow() {
    assertThat(ReplyFormat.JSON.contentType()).hasToString("application/json;charset=utf-8");
    assertThat(ReplyFormat.XML.contentType()).hasToString("text/xml;charset=utf-8");
  }
}
