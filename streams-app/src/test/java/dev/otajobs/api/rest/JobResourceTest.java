package dev.otajobs.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.api.SampleJobs;
import dev.otajobs.api.TestCallers;
import dev.otajobs.api.TestServer;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobFinder;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobResourceTest {

  private static final Optional<String> ACCOUNT = Optional.of(SampleJobs.ACCOUNT);

  @ParameterizedTest
  @ValueSource(strings = {"HvKuBpuk3rdk6E92CP****0200", "HvKuBpuk3rdk6E92CP%2a%2A**0200"})
  void shouldAnswerWithTheJob(String id) throws IOException, TimeoutException {
    try (TestServer server = server(ACCOUNT, SampleJobs.onlySeed())) {
      // when
      HttpResponse<String> response = server.get("/v1/jobs/" + id);

      // then
      JsonNode job = new ObjectMapper().readTree(response.body());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("content-type")).contains("application/json");
      assertThat(response.headers().firstValue("etag")).contains("W/\"3-42\"");
      assertThat(job.path("JobId").asText()).isEqualTo(SampleJobs.SEED);
      assertThat(job.at("/SrcVersions/SrcVersion/0").asText()).isEqualTo("1.0.0");
      assertThat(job.path("JobDesc").asText()).isEqualTo("batch upgrade");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a%20b, a b",
    "a+b, a+b",
    "a%2Fb, a/b",
    "a/b, a/b",
    "%E4%BB%BB, 任",
    "%25, %",
    "a%3Fb, a?b",
    "a?x=1, a"
  })
  void shouldDecodeTheId(String encoded, String jobId) throws TimeoutException {
    // given
    AtomicReference<String> asked = new AtomicReference<>("");
    JobFinder jobs =
        SampleJobs.finder(
            (query, deadline) -> {
              asked.set(query.key().jobId());
              return Future.succeededFuture(new JobAnswer.Absent());
            });

    // when
    try (TestServer server = server(ACCOUNT, jobs)) {
      server.get("/v1/jobs/" + encoded);
    }

    // then
    assertThat(asked.get()).isEqualTo(jobId);
  }

  @ParameterizedTest
  @CsvSource({"'', 400", "none, 404"})
  void shouldRefuse(String id, int status) throws IOException, TimeoutException {
    try (TestServer server = server(ACCOUNT, SampleJobs.onlySeed())) {
      assertProblem(server.get("/v1/jobs/" + id), status);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%zz"})
  void shouldRefuseBadEncoding(String id) throws IOException, TimeoutException {
    try (TestServer server = server(ACCOUNT, SampleJobs.onlySeed())) {
      // when
      String response =
          server.raw("GET /v1/jobs/" + id + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

      // then
      assertThat(response).startsWith("HTTP/1.1 400 Bad Request\r\n");
    }
  }

  @Test
  void shouldAskToTryAgainWhileUnavailable() throws IOException, TimeoutException {
    try (TestServer server =
        server(ACCOUNT, SampleJobs.always(new JobAnswer.Unavailable("it moves")))) {
      // when
      HttpResponse<String> response = server.get("/v1/jobs/j");

      // then
      assertProblem(response, 503);
      assertThat(response.headers().firstValue("retry-after")).contains("1");
      assertThat(response.body()).doesNotContain("it moves");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void shouldRefuseOtherMethods(String method) throws IOException, TimeoutException {
    try (TestServer server = server(ACCOUNT, SampleJobs.onlySeed())) {
      // when
      HttpResponse<String> response = server.method(method, "/v1/jobs/j");

      // then
      assertProblem(response, 405);
      assertThat(response.headers().firstValue("allow")).contains("GET, HEAD");
    }
  }

  @Test
  void shouldRefuseUnsignedCalls() throws IOException, TimeoutException {
    try (TestServer server = server(Optional.empty(), SampleJobs.onlySeed())) {
      assertProblem(server.get("/v1/jobs/" + SampleJobs.SEED), 401);
    }
  }

  @Test
  void shouldNotShowJobsOfOtherAccounts() throws IOException, TimeoutException {
    try (TestServer server = server(Optional.of("another"), SampleJobs.onlySeed())) {
      assertProblem(server.get("/v1/jobs/" + SampleJobs.SEED), 404);
    }
  }

  @Test
  void shouldHideItsOwnFailure() throws IOException, TimeoutException {
    // given
    JobFinder broken =
        SampleJobs.finder(
            (query, deadline) -> {
              throw new IllegalStateException("the store's secret");
            });

    // then
    try (TestServer server = server(ACCOUNT, broken)) {
      HttpResponse<String> response = server.get("/v1/jobs/j");
      assertProblem(response, 500);
      assertThat(response.body()).doesNotContain("secret");
    }
  }

  private static void assertProblem(HttpResponse<String> response, int status) throws IOException {
    JsonNode problem = new ObjectMapper().readTree(response.body());
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).isNotEmpty();
    assertThat(problem.path("detail").asText()).isNotEmpty();
    assertThat(problem.path("instance").asText())
        .isEqualToIgnoringCase(
            "urn:uuid:" + response.headers().firstValue("x-request-id").orElseThrow());
    assertThat(response.headers().firstValue("etag")).isEmpty();
  }

  private static TestServer server(Optional<String> account, JobFinder jobs)
      throws TimeoutException {
    return TestServer.of(
        new JobResource(
            TestCallers.rest(account), SampleJobs.visible(jobs), TestCallers.noHistories()));
  }
}
