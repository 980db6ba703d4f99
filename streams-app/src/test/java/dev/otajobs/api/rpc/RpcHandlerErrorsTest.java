package dev.otajobs.api.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.api.SampleJobs;
import dev.otajobs.api.TestCallers;
import dev.otajobs.api.TestServer;
import dev.otajobs.api.Xml;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobFinder;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpcHandlerErrorsTest {

  private static final String QUERY = "/?Format=JSON&Action=QueryOTAJob&JobId=j";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JobId=j | 400 | MissingAction | Action is mandatory for this action.",
        "Action=&JobId=j | 400 | MissingAction | Action is mandatory for this action.",
        "Action=Nope&JobId=j | 404 | InvalidAction.NotFound | Specified api is not found, please"
            + " check your url and method.",
        "Action=queryotajob&JobId=j | 404 | InvalidAction.NotFound | Specified api is not found,"
            + " please check your url and method.",
        "Action=QueryOTAJob | 400 | MissingJobId | JobId is mandatory for this action.",
        "Action=QueryOTAJob&JobId= | 400 | MissingJobId | JobId is mandatory for this action.",
        "Action=QueryOTAJob&JobId=j&Version=2015-01-01 | 400 | InvalidVersion | Specified parameter"
            + " Version is not valid."
      })
  void shouldRefuse(String query, int status, String code, String message)
      throws IOException, TimeoutException {
    try (TestServer server =
        server(Optional.of("1000"), SampleJobs.always(new JobAnswer.Absent()))) {
      // when
      HttpResponse<String> response = server.get("/?Format=JSON&" + query);

      // then
      assertError(response, status, code, message);
    }
  }

  @Test
  void shouldRefuseBadFormatInXml() throws TimeoutException {
    try (TestServer server =
        server(Optional.of("1000"), SampleJobs.always(new JobAnswer.Absent()))) {
      // when
      HttpResponse<String> response = server.get("/?Format=yaml&Action=QueryOTAJob&JobId=j");

      // then
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.headers().firstValue("content-type")).contains("text/xml;charset=utf-8");
      assertThat(Xml.parse(response.body()).getTagName()).isEqualTo("Error");
      assertThat(Xml.text(Xml.parse(response.body()), "Code")).isEqualTo("InvalidParameter.Format");
      assertThat(Xml.text(Xml.parse(response.body()), "RequestId"))
          .isEqualTo(response.headers().firstValue("x-acs-request-id").orElseThrow());
    }
  }

  @Test
  void shouldRefuseBadParameters() throws TimeoutException {
    try (TestServer server =
        server(Optional.of("1000"), SampleJobs.always(new JobAnswer.Absent()))) {
      // then
      assertThat(server.get(QUERY + "&JobId=j").body()).contains("JobId is given more than once");
      assertThat(server.postForm(QUERY, "JobId=j").body()).contains("given more than once");
      assertThat(server.postForm("/", "x=" + "y".repeat(64 * 1024)).statusCode()).isEqualTo(400);
      assertThat(server.postForm("/", "x=" + "y".repeat(64 * 1024)).body())
          .contains("<Message>The body is longer than 65536 bytes.</Message>");
    }
  }

  @ParameterizedTest
  @CsvSource({"PUT", "DELETE", "PATCH", "OPTIONS"})
  void shouldRefuseOtherMethods(String method) throws IOException, TimeoutException {
    for (Optional<String> unsigned : List.of(Optional.of("1000"), Optional.<String>empty())) {
      try (TestServer server = server(unsigned, SampleJobs.always(new JobAnswer.Absent()))) {
        // when
        HttpResponse<String> response = server.method(method, QUERY);

        // then
        assertError(response, 405, "UnsupportedHTTPMethod", "This http method is not supported.");
        assertThat(response.headers().firstValue("allow")).contains("GET, POST");
      }
    }
  }

  @Test
  void shouldCheckTheBodysMd5() throws IOException, TimeoutException {
    // given
    String body = "JobId=j";

    // then
    try (TestServer server =
        server(Optional.of("1000"), SampleJobs.always(new JobAnswer.Absent()))) {
      String path = "/?Format=JSON&Action=QueryOTAJob";
      // printf JobId=j | openssl md5 -binary | base64
      assertThat(server.postForm(path, body, "Content-MD5", "TbYZmAZxqWvMea3WdDuacQ==").body())
          .contains("iot.ota.JobNotFound");
      assertError(
          server.postForm(path, body, "Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg=="),
          400,
          "ContentMD5NotMatched",
          "Specified header Content-MD5 is not that of the body.");
      assertThat(server.method("POST", QUERY, "Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==").body())
          .contains("iot.ota.JobNotFound");
    }
  }

  @Test
  void shouldRefuseInTheFormatOfTheForm() throws IOException, TimeoutException {
    try (TestServer server =
        server(Optional.of("1000"), SampleJobs.always(new JobAnswer.Absent()))) {
      assertThat(server.postForm("/", "JobId=%zz&Format=json").headers().firstValue("content-type"))
          .contains("application/json;charset=utf-8");
    }
  }

  @Test
  void shouldRefuseWhatV3AcceptsNot() throws IOException, TimeoutException {
    try (TestServer server = server(Optional.empty(), SampleJobs.onlySeed())) {
      assertError(
          server.get("/?JobId=j", "Authorization", "ACS3-HMAC-SHA256 C=1", "Accept", "text/html"),
          400,
          "InvalidParameter.Accept",
          "Specified header Accept takes neither JSON nor XML.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%00", "a%0Ab", "%EF%BF%BF", "%7F", "LONG"})
  void shouldFindNoJobOfAnIdThatNoneCanHave(String id) throws TimeoutException {
    // given
    JobFinder none =
        SampleJobs.finder(
            (query, deadline) -> {
              throw new AssertionError("looked up");
            });

    // then
    try (TestServer server = server(Optional.of("1000"), none)) {
      for (String format : new String[] {"JSON", "XML"}) {
        HttpResponse<String> response =
            server.get(
                "/?Format="
                    + format
                    + "&Action=QueryOTAJob&JobId="
                    + id.replace("LONG", "j".repeat(129)));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("iot.ota.JobNotFound");
        assertThat(response.headers().firstValue("etag")).isEmpty();
      }
    }
  }

  @Test
  void shouldAskToTryAgainWhileUnavailable() throws IOException, TimeoutException {
    try (TestServer server =
        server(
            Optional.of("1000"),
            SampleJobs.always(new JobAnswer.Unavailable("partition 3 moves")))) {
      // when
      HttpResponse<String> response = server.get(QUERY);

      // then
      assertError(
          response,
          503,
          "ServiceUnavailable",
          "The request has failed due to a temporary failure of the server.");
      assertThat(response.headers().firstValue("retry-after")).contains("1");
      assertThat(response.body()).doesNotContain("partition");
    }
  }

  @Test
  void shouldHideItsOwnFailure() throws IOException, TimeoutException {
    try (TestServer server =
        server(
            Optional.of("1000"),
            SampleJobs.finder(
                (query, deadline) -> {
                  throw new IllegalStateException("the store's secret");
                }))) {
      // when
      HttpResponse<String> response = server.get(QUERY);

      // then
      assertError(
          response,
          500,
          "InternalError",
          "The request processing has failed due to some unknown error.");
      assertThat(response.body()).doesNotContain("secret");
      assertThat(response.headers().firstValue("retry-after")).isEmpty();
    }
  }

  @Test
  void shouldRefuseUnsignedCalls() throws IOException, TimeoutException {
    try (TestServer server = server(Optional.empty(), SampleJobs.onlySeed())) {
      // then
      assertError(
          server.get(QUERY),
          400,
          "MissingAccessKeyId",
          "AccessKeyId is mandatory for this action.");
      assertError(
          server.get(
              QUERY
                  + "&Version=2018-01-20&AccessKeyId=ak&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0"
                  + "&SignatureNonce=n&Timestamp=2026-01-01T00:00:00Z&Signature=s"),
          404,
          "InvalidAccessKeyId.NotFound",
          "Specified access key is not found.");
      assertError(
          server.get(QUERY, "Authorization", "ACS3-HMAC-SHA256 Credential=ak"),
          400,
          "IncompleteSignature",
          "The request signature does not conform to Aliyun standards. Authorization needs"
              + " Credential, SignedHeaders in lower case, and Signature, each once.");
    }
  }

  @Test
  void shouldAskForTheAccountsJobs() throws TimeoutException {
    // given
    JobFinder seed = SampleJobs.onlySeed();

    // then
    try (TestServer other = server(Optional.of("another"), seed)) {
      assertThat(other.get(QUERY.replace("=j", "=" + SampleJobs.SEED)).body())
          .contains("iot.ota.JobNotFound");
    }
  }

  private static void assertError(
      HttpResponse<String> response, int status, String code, String message) throws IOException {
    JsonNode error = new ObjectMapper().readTree(response.body());
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type"))
        .contains("application/json;charset=utf-8");
    assertThat(error.path("Code").asText()).isEqualTo(code);
    assertThat(error.path("Message").asText()).isEqualTo(message);
    assertThat(error.path("HostId").asText()).isEqualTo("iot.cn-shanghai.aliyuncs.com");
    assertThat(response.headers().firstValue("x-acs-request-id"))
        .contains(error.path("RequestId").asText());
    assertThat(error.path("Recommend").asText()).contains("q=" + code + "&product=Iot&requestId=");
    assertThat(error.has("Success")).isFalse();
  }

  private static TestServer server(Optional<String> account, JobFinder jobs)
      throws TimeoutException {
    return TestServer.of(
        new RpcHandler(
            TestCallers.rpc(account), List.of(new QueryOtaJob(SampleJobs.visible(jobs)))));
  }
}
