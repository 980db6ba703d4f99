package dev.otajobs.api.rpc;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpcParametersTest {

  @ParameterizedTest
  @CsvSource({
    "JobId=a+b, a b",
    "JobId=a%20b, a b",
    "JobId=a%2Bb, a+b",
    "JobId=%E4%B8%AD, 中",
    "JobId=HvK****0200, HvK****0200",
    "JobId=a%2A%7E*~!(), a*~*~!()",
    "JobId=a=b, a=b",
    "JobId=a%26b%3Dc, a&b=c",
    "JobId=a;b, a;b",
    "Job%49d=x, x",
    "&&JobId=x&, x"
  })
  void shouldDecode(String encoded, String jobId) {
    // when
    RpcParameters parameters = new RpcParameters(encoded, "");

    // then
    assertThat(parameters.get("JobId")).contains(jobId);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "JobId", "JobId=", "jobid=x", "Other=x"})
  void shouldTakeEmptyForMissing(String encoded) {
    // when
    RpcParameters parameters = new RpcParameters(encoded, "");

    // then
    assertThat(parameters.get("JobId")).isEmpty();
  }

  @Test
  void shouldReadQueryAndBody() {
    // when
    RpcParameters parameters = new RpcParameters("Action=a", "JobId=j");

    // then
    assertThat(parameters.get("Action")).contains("a");
    assertThat(parameters.get("JobId")).contains("j");
  }

  @Test
  void shouldRefuseDuplicates() {
    assertThat(refusal("JobId=a&JobId=b"))
        .isEqualTo("Specified parameter JobId is given more than once.");
    assertThat(refusal("JobId=a&JobId=a"))
        .isEqualTo("Specified parameter JobId is given more than once.");
    assertThat(refusal("JobId=a", "JobId=a"))
        .isEqualTo("Specified parameter JobId is given more than once.");
    assertThat(refusal("%3Cb%3E=a&%3Cb%3E=b"))
        .isEqualTo("Specified parameter of that name is given more than once.");
  }

  @Test
  void shouldBoundValues() {
    assertThat(refusal("JobId=" + "x".repeat(4096))).isEmpty();
    assertThat(refusal("JobId=" + "x".repeat(4097)))
        .isEqualTo("Specified parameter JobId is too long.");
  }

  @Test
  void shouldBoundTheirNumber() {
    assertThat(refusal(many(0, 300))).isEmpty();
    assertThat(refusal(many(0, 301))).isEqualTo("More than 300 parameters are given.");
    assertThat(refusal(many(0, 50), many(50, 300))).isEmpty();
    assertThat(refusal(many(0, 50), many(50, 301)))
        .isEqualTo("More than 300 parameters are given.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JobId=%", "JobId=%4", "JobId=%zz", "%G0=1", "JobId=a%"})
  void shouldRefuseBadPercentEncoding(String encoded) {
    assertThat(refusal(encoded)).isEqualTo("The parameters are not percent-encoded UTF-8.");
  }

  private static String many(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "p" + i + "=v").collect(joining("&"));
  }

  private static String refusal(String query) {
    return refusal(query, "");
  }

  /** What they are refused with; empty if they are not. */
  private static String refusal(String query, String form) {
    RpcException refused =
        catchThrowableOfType(RpcException.class, () -> new RpcParameters(query, form));
    if (refused == null) {
      return "";
    }
    RpcError error = ((Reply.GatewayError) refused.reply()).error();
    assertThat(error.status()).isEqualTo(400);
    assertThat(error.code()).isEqualTo("InvalidParameter");
    return error.message();
  }
}
