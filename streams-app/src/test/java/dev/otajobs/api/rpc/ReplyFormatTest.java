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
        "-                   | -                | XML",
        "-                   | application/json | JSON",
        "JobId=%&Format=json | -                | JSON",
        "Format=JSON&JobId=% | -                | JSON",
        "Format=XML&JobId=%  | -                | XML",
        "XFormat=JSON&a=%    | -                | XML"
      })
  void shouldGuessForCallsThatCannotBeRead(
      @Nullable String query, @Nullable String accept, ReplyFormat expected) {
    assertThat(ReplyFormat.guess(query, accept)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yaml", " JSON", "JSON,XML"})
  void shouldRefuseOthers(String format) {
    assertThatThrownBy(() -> ReplyFormat.of(Optional.of(format), null, null))
        .isInstanceOfSatisfying(
            RpcException.class,
            refused -> assertThat(refused.error()).isEqualTo(RpcError.INVALID_FORMAT));
  }

  @Test
  void shouldHaveTheContentTypesThatSdksKnow() {
    assertThat(ReplyFormat.JSON.contentType()).isEqualTo("application/json;charset=utf-8");
    assertThat(ReplyFormat.XML.contentType()).isEqualTo("text/xml;charset=utf-8");
  }
}
