package dev.otajobs.api.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.api.SampleJobs;
import dev.otajobs.api.TestCallers;
import dev.otajobs.api.TestServer;
import dev.otajobs.api.Xml;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // started before all tests
class RpcHandlerTest {

  private static final String QUERY =
      "Action=QueryOTAJob&Version=2018-01-20&JobId=HvKuBpuk3rdk6E92CP****0200";
  private static final String NOT_FOUND =
      "{\"RequestId\":\"ID\",\"Success\":false,\"Code\":\"iot.ota.JobNotFound\","
          + "\"ErrorMessage\":\"The specified OTA job does not exist.\"}";

  private TestServer server;

  @BeforeAll
  void start() throws TimeoutException {
    RpcCallers auth = TestCallers.rpc(Optional.of(SampleJobs.ACCOUNT));
    server =
        TestServer.of(
            new RpcHandler(
                auth, List.of(new QueryOtaJob(SampleJobs.visible(SampleJobs.onlySeed())))));
  }

  @AfterAll
  void stop() throws TimeoutException {
    server.close();
  }

  @Test
  void shouldAnswerGet() throws IOException {
    // when
    HttpResponse<String> response = server.get("/?Format=JSON&" + QUERY);

    // then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().allValues("content-type"))
        .containsExactly("application/json;charset=utf-8");
    assertFound(response);
  }

  @Test
  void shouldAnswerXmlByDefault() {
    // when
    HttpResponse<String> response = server.get("/?" + QUERY);

    // then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().allValues("content-type"))
        .containsExactly("text/xml;charset=utf-8");
    assertThat(Xml.text(Xml.parse(response.body()), "RequestId"))
        .isEqualTo(response.headers().firstValue("x-acs-request-id").orElseThrow());
    assertThat(Xml.text(Xml.parse(response.body()), "JobId")).isEqualTo(SampleJobs.SEED);
  }

  /** RFC 9110, 8.3.1: types are compared without regard to case. */
  @Test
  void shouldKnowAFormInAnyCase() throws IOException {
    assertFound(
        server.postForm(
            "/", "Format=JSON&" + QUERY, "Content-Type", "Application/X-WWW-Form-Urlencoded"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/|Format=JSON&", "/?Format=JSON|", "/?Format=json&Nonce=1|"})
  void shouldAnswerPostedForm(String pathAndStart) throws IOException {
    // given
    String[] parts = pathAndStart.split("\\|", -1);

    // then
    assertFound(server.postForm(parts[0], parts[1] + QUERY));
  }

  @Test
  void shouldAnswerPostedFormWithCharset() throws IOException {
    // given
    String body = "Format=JSON&" + QUERY;

    // when
    String response =
        server.raw(
            "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: "
                + body.length()
                + "\r\nContent-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n\r\n"
                + body);

    // then
    assertThat(response).startsWith("HTTP/1.1 200 OK\r\n").contains("\"Success\":true");
  }

  /** The empty bodies that the official clients send: chunked, without a length, of length 0. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n",
        "Content-Length: 0\r\n\r\n"
      })
  void shouldAnswerPostWithEmptyBody(String headersAndBody) throws IOException {
    // when
    String response =
        server.raw(
            "POST /?Format=JSON&"
                + QUERY
                + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
                + headersAndBody);

    // then
    assertThat(response).startsWith("HTTP/1.1 200 OK\r\n").contains("\"Success\":true");
  }

  @Test
  void shouldTakeActionAndVersionFromHeaders() throws IOException {
    assertFound(
        server.get(
            "/?Format=JSON&JobId=" + SampleJobs.SEED,
            "x-acs-action",
            "QueryOTAJob",
            "x-acs-version",
            "2018-01-20"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"&IotInstanceId=iot-cn-0pp1n8t****", "&IotInstanceId=", "&Version="})
  void shouldFindJobOfInstance(String more) throws IOException {
    assertFound(server.get("/?Format=JSON&" + QUERY.replace("&Version=2018-01-20", "") + more));
  }

  /** Whether a job of another instance exists is not for the caller to learn. */
  @Test
  void shouldAnswerAlikeForUnknownJobAndWrongInstance() {
    // when
    HttpResponse<String> unknown = server.get("/?Format=JSON&Action=QueryOTAJob&JobId=none");
    HttpResponse<String> wrong = server.get("/?Format=JSON&" + QUERY + "&IotInstanceId=other");

    // then
    assertThat(unknown.statusCode()).isEqualTo(200);
    assertThat(wrong.statusCode()).isEqualTo(200);
    assertThat(withoutId(unknown)).isEqualTo(NOT_FOUND);
    assertThat(withoutId(wrong)).isEqualTo(NOT_FOUND);
    assertThat(wrong.headers().map().keySet()).isEqualTo(unknown.headers().map().keySet());
  }

  @Test
  void shouldGiveEveryReplyItsOwnId() {
    // when
    String one = server.get("/?" + QUERY).headers().firstValue("x-acs-request-id").orElseThrow();
    String two = server.get("/?" + QUERY).headers().firstValue("x-acs-request-id").orElseThrow();

    // then
    assertThat(one).isNotEqualTo(two).matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
  }

  private static String withoutId(HttpResponse<String> response) {
    String id = response.headers().firstValue("x-acs-request-id").orElseThrow();
    return response.body().replace(id, "ID");
  }

  private static void assertFound(HttpResponse<String> response) throws IOException {
    JsonNode reply = new ObjectMapper().readTree(response.body());
    assertThat(reply.path("Success").asBoolean()).isTrue();
    assertThat(reply.at("/Data/JobId").asText()).isEqualTo(SampleJobs.SEED);
    assertThat(response.headers().firstValue("x-acs-request-id"))
        .contains(reply.path("RequestId").asText());
  }
}
