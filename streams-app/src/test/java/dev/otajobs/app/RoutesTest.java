package dev.otajobs.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.api.CallTimes;
import dev.otajobs.api.SampleJobs;
import dev.otajobs.api.TestCallers;
import dev.otajobs.api.TestServer;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.api.rest.JobBatchResource;
import dev.otajobs.api.rest.JobHistoryResource;
import dev.otajobs.api.rest.JobListResource;
import dev.otajobs.api.rest.JobResource;
import dev.otajobs.api.rest.OpenApiDocument;
import dev.otajobs.api.rest.PackageResource;
import dev.otajobs.api.rpc.QueryOtaJob;
import dev.otajobs.api.rpc.RpcHandler;
import dev.otajobs.http.CallLimit;
import dev.otajobs.http.RequestBodies;
import dev.otajobs.ops.KeptText;
import dev.otajobs.ops.OpsHandler;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobFinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Promise;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers get while as many calls are in flight as may be. */
@Timeout(60)
class RoutesTest {

  private static final Optional<String> ACCOUNT = Optional.of("100");

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Promise<JobAnswer> answer = Promise.promise();
  private TestServer server;
  private CompletableFuture<HttpResponse<String>> first;

  @BeforeEach
  void fill() throws Exception {
    JobFinder slow = SampleJobs.finder((query, deadline) -> answer.future());
    VisibleJobs visible = SampleJobs.visible(slow);
    server =
        TestServer.with(
            vertx ->
                new Routes(
                    new RpcHandler(TestCallers.rpc(ACCOUNT), List.of(new QueryOtaJob(visible))),
                    new Routes.Resources(
                        new JobResource(
                            TestCallers.rest(ACCOUNT), visible, TestCallers.noHistories()),
                        new JobHistoryResource(
                            TestCallers.rest(ACCOUNT), visible, TestCallers.noHistories()),
                        null,
                        null,
                        new JobListResource(TestCallers.rest(ACCOUNT), visible, null),
                        new JobBatchResource(TestCallers.rest(ACCOUNT), visible),
                        new PackageResource(
                            TestCallers.rest(ACCOUNT), null, null, null, Clock.systemUTC()),
                        null),
                    new OpenApiDocument(),
                    Optional.empty(),
                    new OpsHandler(
                        null,
                        null,
                        new KeptText(vertx, () -> "{}"),
                        new KeptText(vertx, () -> "metrics"),
                        new CallLimit("ota.ops", 9, metrics)),
                    new RequestBodies(100, RpcHandler.MAX_BODY, metrics),
                    new CallLimit("ota.http", 1, metrics),
                    new CallTimes(metrics)));
    first = CompletableFuture.supplyAsync(() -> server.get("/v1/jobs/j"));
    org.awaitility.Awaitility.await()
        .until(() -> metrics.get("ota.http.in.flight").gauge().value() == 1);
  }

  @AfterEach
  void stop() throws Exception {
    answer.tryComplete(new JobAnswer.Absent());
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/?Action=QueryOTAJob&Format=JSON, '', application/json;charset=utf-8",
    "/?Action=QueryOTAJob&Format=XML, '', text/xml;charset=utf-8",
    "/?Action=QueryOTAJob, '', text/xml;charset=utf-8",
    "/, 'ACS3-HMAC-SHA256 x', application/json;charset=utf-8",
    "/?Format=no, '', text/xml;charset=utf-8",
    "/?a=%zz&Format=JSON, '', application/json;charset=utf-8"
  })
  void shouldRefuseRpcInTheFormatAskedFor(String path, String authorization, String type) {
    // when
    HttpResponse<String> reply =
        server.postForm(path.replace("%zz", "1&a=2"), "JobId=x", "Authorization", authorization);

    // then
    assertThat(reply.statusCode()).isEqualTo(503);
    assertThat(reply.headers().firstValue("content-type")).contains(type);
    assertThat(reply.headers().firstValue("retry-after")).contains("1");
    assertThat(reply.body())
        .contains("ServiceUnavailable")
        .contains(reply.headers().firstValue("x-acs-request-id").orElseThrow());
  }

  @Test
  void shouldRefuseTheResourceAsAProblem() {
    // when
    HttpResponse<String> reply = server.get("/v1/jobs/other");

    // then
    assertThat(reply.statusCode()).isEqualTo(503);
    assertThat(reply.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(reply.headers().firstValue("retry-after")).contains("1");
    assertThat(reply.body()).contains("too many calls are in flight");
    assertThat(metrics.get("ota.http.refused").counter().count()).isEqualTo(1);
  }

  @Test
  void shouldExemptOperations() {
    assertThat(server.get("/metrics").body()).isEqualTo("metrics");
    assertThat(server.get("/nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldAnswerTheNextWhenTheFirstIsAnswered() {
    // when
    answer.complete(new JobAnswer.Absent());

    // then
    assertThat(first.join().statusCode()).isEqualTo(404);
    assertThat(server.get("/v1/jobs/j").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/jobs/j, job, 404",
    "/?Action=QueryOTAJob&JobId=j, QueryOTAJob, 200",
    "/?Action=Nonsense, none, 404",
    "/?Format=no, none, 400"
  })
  void shouldTimeEachCall(String path, String call, int status) {
    // given
    answer.complete(new JobAnswer.Absent());
    first.join();
    long before = times(call, status);

    // when
    assertThat(server.get(path).statusCode()).isEqualTo(status);

    // then: it is counted after the reply is on its way
    org.awaitility.Awaitility.await().until(() -> times(call, status) == before + 1);
  }

  private long times(String call, int status) {
    return metrics
        .find("ota.http.duration")
        .tag("call", call)
        .tag("status", Integer.toString(status))
        .timers()
        .stream()
        .mapToLong(io.micrometer.core.instrument.Timer::count)
        .sum();
  }
}
