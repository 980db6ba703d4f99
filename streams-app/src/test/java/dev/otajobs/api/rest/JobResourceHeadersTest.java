package dev.otajobs.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.api.SampleJobs;
import dev.otajobs.api.TestCallers;
import dev.otajobs.api.TestServer;
import dev.otajobs.api.Xml;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobAnswer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // started before all tests
class JobResourceHeadersTest {

  private static final String SEED = "/v1/jobs/" + SampleJobs.SEED;

  private final AtomicReference<Consistency> asked = new AtomicReference<>(Consistency.DEFAULT);
  private TestServer server;

  @BeforeAll
  void start() throws TimeoutException {
    server =
        TestServer.of(
            new JobResource(
                TestCallers.rest(Optional.of(SampleJobs.ACCOUNT)),
                SampleJobs.visible(
                    SampleJobs.finder(
                        (query, deadline) -> {
                          asked.set(query.consistency());
                          return SampleJobs.onlySeed().find(query.key(), query.consistency());
                        })),
                TestCallers.noHistories()));
  }

  @AfterAll
  void stop() throws TimeoutException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/xml", "text/xml", "application/json;q=0.1, */*"})
  void shouldAnswerInXml(String accept) {
    // when
    HttpResponse<String> response = server.get(SEED, "Accept", accept);

    // then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "content-type")).contains("application/xml");
    assertThat(header(response, "etag")).contains("W/\"3-42+xml\"");
    assertThat(header(response, "vary")).contains("Accept");
    assertThat(Xml.parse(response.body()).getTagName()).isEqualTo("Job");
    assertThat(Xml.text(Xml.parse(response.body()), "SrcVersion")).isEqualTo("1.0.0");
    assertThat(Xml.text(Xml.parse(response.body()), "JobId")).isEqualTo(SampleJobs.SEED);
  }

  @Test
  void shouldRefuseWhatItCannotWrite() {
    // when
    HttpResponse<String> response = server.get(SEED, "Accept", "text/html, application/json;q=0");

    // then
    assertThat(response.statusCode()).isEqualTo(406);
    assertThat(header(response, "content-type")).contains("application/problem+json");
    assertThat(header(response, "vary")).contains("Accept");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | W/\"3-42\"              | 304",
        "application/json | \"3-42\"                | 304",
        "application/json | \"0-1\", W/\"3-42\"     | 304",
        "application/json | *                       | 304",
        "application/json | \"3-41\"                | 200",
        "application/json | W/\"3-42+xml\"          | 200",
        "application/xml  | W/\"3-42+xml\"          | 304",
        "application/xml  | W/\"3-42\"              | 200",
        "application/json | 3-42                    | 200"
      })
  void shouldNotSendWhatTheCallerHolds(String accept, String tags, int status) {
    // when
    HttpResponse<String> response = server.get(SEED, "Accept", accept, "If-None-Match", tags);

    // then
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(header(response, "etag").orElseThrow()).startsWith("W/\"3-42");
    assertThat(header(response, "vary")).contains("Accept");
    assertThat(header(response, "cache-control")).contains("private, no-cache");
    assertThat(header(response, "x-request-id")).isPresent();
    assertThat(response.body().isEmpty()).isEqualTo(status == 304);
  }

  /** A tag that happens to be right, or a star, must not tell that a hidden job exists. */
  @ParameterizedTest
  @ValueSource(strings = {"*", "W/\"3-42\""})
  void shouldNotKnowAnUnknownJobByItsTag(String tags) {
    // when
    HttpResponse<String> response = server.get("/v1/jobs/none", "If-None-Match", tags);

    // then
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(header(response, "etag")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"application/json", "application/xml"})
  void shouldAnswerHeadWithTheHeadersOfGet(String accept) {
    // when
    HttpResponse<String> get = server.get(SEED, "Accept", accept);
    HttpResponse<String> head = server.method("HEAD", SEED, "Accept", accept);

    // then
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().map().keySet()).isEqualTo(get.headers().map().keySet());
    for (String name : new String[] {"content-length", "content-type", "etag", "vary"}) {
      assertThat(header(head, name)).as(name).isPresent().isEqualTo(header(get, name));
    }
  }

  @Test
  void shouldAnswerHeadOfWhatDoesNotExist() throws IOException {
    assertThat(server.raw("HEAD /v1/jobs/none HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404 Not Found\r\n")
        .containsIgnoringCase("content-length: ")
        .endsWith("\r\n\r\n");
    assertThat(server.method("HEAD", SEED, "If-None-Match", "*").statusCode()).isEqualTo(304);
  }

  /** What was said in an ETag can be said back as it came. */
  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/xml"})
  void shouldTakeItsOwnTagForAPosition(String accept) {
    // given
    String tag = header(server.get(SEED, "Accept", accept), "etag").orElseThrow();

    // when
    int status = server.get(SEED, "Ota-At-Least", tag).statusCode();

    // then
    assertThat(status).isEqualTo(200);
    assertThat(asked.get().atLeast().orElseThrow().text()).isEqualTo("3-42");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"Ota-At-Least | seven", "Ota-At-Least | W/\"\"", "Ota-Max-Staleness-Ms | -1"})
  void shouldSayWhichHeaderCannotBeRead(String name, String value) {
    // when
    HttpResponse<String> response = server.get(SEED, name, value);

    // then
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%00", "a%0Ab", "%EF%BF%BF", "%C2%85", "LONG"})
  void shouldFindNoJobOfAnIdThatNoneCanHave(String id) {
    // when
    HttpResponse<String> response =
        server.get("/v1/jobs/" + id.replace("LONG", "j".repeat(129)), "If-None-Match", "*");

    // then
    assertThat(response.statusCode()).isEqualTo(404);
  }

  /** A lone surrogate is no UTF-8. */
  @Test
  void shouldRefuseWhatIsNoUtf8() {
    assertThat(server.get("/v1/jobs/%ED%A0%80").statusCode()).isEqualTo(400);
    assertThat(server.get("/v1/jobs/%C0%80").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldSayWhyItIsNotYetThere() throws TimeoutException {
    try (TestServer late =
        TestServer.of(
            new JobResource(
                TestCallers.rest(Optional.of(SampleJobs.ACCOUNT)),
                SampleJobs.visible(SampleJobs.always(new JobAnswer.NotYet("at 3-41 \"now\""))),
                TestCallers.noHistories()))) {
      HttpResponse<String> response = late.get(SEED, "Ota-At-Least", "3-42");
      assertThat(response.statusCode()).isEqualTo(412);
      assertThat(response.body()).contains("at 3-41 \\\"now\\\"");
    }
  }

  private static Optional<String> header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name);
  }
}
