package dev.otajobs.api.rest;

import static dev.otajobs.api.rest.OpenApiDocumentTest.DOCUMENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.otajobs.api.AccountCalls;
import dev.otajobs.api.SampleJobs;
import dev.otajobs.api.TestCallers;
import dev.otajobs.api.TestServer;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.auth.accounts.Account;
import dev.otajobs.auth.accounts.AccountEntry;
import dev.otajobs.auth.accounts.Accounts;
import dev.otajobs.auth.accounts.BearerToken;
import dev.otajobs.auth.accounts.Permission;
import dev.otajobs.auth.accounts.TokenHash;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.job.Change;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobChange;
import dev.otajobs.job.JobEvent;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobHistory;
import dev.otajobs.job.Stamp;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobFinder;
import dev.otajobs.query.JobQuery;
import dev.otajobs.query.history.HistoryAnswer;
import dev.otajobs.query.history.HistoryQuery;
import dev.otajobs.query.history.JobHistories;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reply that the document promises is really sent, and is as it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // started before all tests
class OpenApiRepliesTest {

  private static final String JOBS = "/v1/jobs/{jobId}";
  private static final String SEED = SampleJobs.SEED;
  private static final Account RICH = new Account(SampleJobs.ACCOUNT, 1000, Set.of());
  private static final Account POOR = new Account("poor", 1, Set.of());
  private static final Account WRITER =
      new Account("writer", 1000, Set.of(), Set.of(Permission.JOBS), Map.of());
  private static final Accounts ACCOUNTS =
      new Accounts(List.of(entry(RICH, "rich"), entry(POOR, "poor"), entry(WRITER, "writer")));

  private TestServer server;

  @BeforeAll
  void start() throws TimeoutException {
    BearerCallers callers = TestCallers.rest(() -> ACCOUNTS, Optional.empty());
    VisibleJobs visible = SampleJobs.visible(SampleJobs.finder(OpenApiRepliesTest::find));
    PastJobs past =
        new PastJobs(
            Optional.of(
                new JobHistories(
                    new Partitioning(4), OpenApiRepliesTest::history, Duration.ofSeconds(1))),
            new AccountCalls(100, new SimpleMeterRegistry()));
    JobResource jobs = new JobResource(callers, visible, past);
    JobHistoryResource histories = new JobHistoryResource(callers, visible, past);
    OpenApiDocument document = new OpenApiDocument();
    server =
        new TestServer(
            request -> {
              if (request.path().equals(OpenApiDocument.PATH)) {
                document.handle(request);
              } else if (JobHistoryResource.isPath(request.path())) {
                histories.answer(request, Buffer.buffer());
              } else {
                jobs.answer(request, Buffer.buffer());
              }
            });
  }

  @AfterAll
  void stop() throws TimeoutException {
    server.close();
  }

  /** The job's id says what comes of it. */
  private static Future<JobAnswer> find(JobQuery query, Deadline deadline) {
    JobFinder seed = SampleJobs.onlySeed();
    return switch (query.key().jobId()) {
      case "late" -> Future.succeededFuture(new JobAnswer.NotYet("not there"));
      case "away" -> Future.succeededFuture(new JobAnswer.Unavailable("moving"));
      case "broken" -> Future.failedFuture(new IllegalStateException("on purpose"));
      default -> seed.find(query.key(), query.consistency());
    };
  }

  /** One change, and what fell out before it. */
  private static Future<HistoryAnswer> history(HistoryQuery query, Deadline deadline) {
    Job job = SampleJobs.seed(query.atLeast(), Optional.empty()).job();
    Stamp stamp = job.state().lastStamp().orElseThrow();
    JobChange change =
        new JobChange(
            new Stamp(9, stamp.occurredAt() + 1, stamp.eventId()),
            Job.of(
                new JobEvent(
                    stamp,
                    new Change.Modified(Map.of(JobField.NAME, new FieldValue.Text("new name")))),
                query.atLeast()),
            "a source",
            stamp.occurredAt());
    return Future.succeededFuture(
        new HistoryAnswer.Known(
            new JobHistory(Optional.of(JobHistory.Earlier.of(job)), List.of(change))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "head"})
  void shouldSendEveryReplyOfAHistory(String method) {
    // given
    Map<String, HttpResponse<String>> replies = new TreeMap<>();
    replies.put("200", call(method, SEED + "/history", "rich"));
    replies.put("400", call(method, SEED + "/history", "rich", "Ota-At-Least", "x"));
    replies.put("401", call(method, SEED + "/history", "nobody"));
    replies.put("403", call(method, SEED + "/history", "writer"));
    replies.put("404", call(method, "none/history", "rich"));
    replies.put("405", call("POST", SEED + "/history", "rich"));
    replies.put("412", call(method, "late/history", "rich"));
    replies.put("429", throttled(method, SEED + "/history"));
    replies.put("500", call(method, "broken/history", "rich"));
    replies.put("503", call(method, "away/history", "rich"));

    // then
    JsonNode documented =
        DOCUMENT.at("/paths").path(JOBS + "/history").path(method).path("responses");
    assertThat(OpenApiDocumentTest.names(documented))
        .containsExactlyInAnyOrderElementsOf(replies.keySet());
    replies.forEach((status, reply) -> assertAsDocumented(documented.path(status), status, reply));
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "head"})
  void shouldSendEveryReplyOfAJob(String method) {
    // given
    Map<String, HttpResponse<String>> replies = new TreeMap<>();
    replies.put("200", call(method, SEED, "rich"));
    replies.put("304", call(method, SEED, "rich", "If-None-Match", "*"));
    replies.put("400", call(method, SEED, "rich", "Ota-At-Least", "x"));
    for (String time : new String[] {"", "x", "%C3", "2026", "-1000000-01-01T00:00:00Z"}) {
      assertThat(call(method, SEED + "?asOf=" + time, "rich").statusCode()).isEqualTo(400);
    }
    assertThat(call(method, SEED + "?%61sOf=2000-01-01T00:00:00Z", "rich").statusCode())
        .isEqualTo(410);
    replies.put("401", call(method, SEED, "nobody"));
    replies.put("403", call(method, SEED, "writer"));
    replies.put("404", call(method, "none", "rich"));
    replies.put("405", call("POST", SEED, "rich"));
    replies.put("406", call(method, SEED, "rich", "Accept", "text/html"));
    replies.put("410", call(method, SEED + "?asOf=2000-01-01T00:00:00Z", "rich"));
    replies.put("412", call(method, "late", "rich"));
    replies.put("429", throttled(method, SEED));
    replies.put("500", call(method, "broken", "rich"));
    replies.put("503", call(method, "away", "rich"));

    // then
    JsonNode documented = DOCUMENT.at("/paths").path(JOBS).path(method).path("responses");
    assertThat(OpenApiDocumentTest.names(documented))
        .containsExactlyInAnyOrderElementsOf(replies.keySet());
    replies.forEach((status, reply) -> assertAsDocumented(documented.path(status), status, reply));
  }

  @Test
  void shouldSendItself() {
    // when
    HttpResponse<String> document = server.get("/openapi.json");

    // then
    JsonNode documented = DOCUMENT.at("/paths/~1openapi.json/get/responses");
    assertThat(OpenApiDocumentTest.names(documented)).containsExactly("200", "405");
    assertAsDocumented(documented.path("200"), "200", document);
    assertAsDocumented(documented.path("405"), "405", server.method("POST", "/openapi.json"));
    assertThat(server.method("HEAD", "/openapi.json").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldSendTheXmlThatItDocuments() {
    assertThat(call("get", SEED, "rich", "Accept", "text/xml").headers().firstValue("content-type"))
        .hasValueSatisfying(
            type ->
                assertThat(
                        OpenApiDocumentTest.names(
                            DOCUMENT.at("/paths").path(JOBS).at("/get/responses/200/content")))
                    .contains(type));
  }

  private static void assertAsDocumented(
      JsonNode reference, String status, HttpResponse<String> reply) {
    JsonNode documented = resolved(reference);
    assertThat(reply.statusCode()).hasToString(status);
    for (Map.Entry<String, JsonNode> header : documented.path("headers").properties()) {
      JsonNode schema = resolved(header.getValue()).path("schema");
      Optional<String> value = reply.headers().firstValue(header.getKey());
      assertThat(value.isPresent() || header.getKey().equals("Ota-Staleness-Ms"))
          .as(status + " " + header.getKey())
          .isTrue();
      value.ifPresent(text -> assertValid(schema, json(schema, text)));
    }
    if (!reply.body().isEmpty()) {
      String type = reply.headers().firstValue("content-type").orElseThrow();
      assertThat(OpenApiDocumentTest.names(documented.path("content"))).contains(type);
      assertValid(documented.path("content").path(type).path("schema"), reply.body());
    }
  }

  private static String json(JsonNode schema, String text) {
    return schema.path("type").asText().equals("integer")
        ? text
        : '"' + text.replace("\"", "\\\"") + '"';
  }

  private static void assertValid(JsonNode schema, String json) {
    // References are to the document, so the schema is put beside its components.
    String whole =
        "{\"allOf\":[" + schema + "],\"components\":" + DOCUMENT.path("components") + "}";
    assertThat(
            JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(whole)
                .validate(
                    json,
                    InputFormat.JSON,
                    run -> run.getExecutionConfig().setFormatAssertionsEnabled(true)))
        .isEmpty();
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
  }

  private HttpResponse<String> throttled(String method, String id) {
    HttpResponse<String> reply = call(method, id, "poor");
    for (int i = 0; i < 20 && reply.statusCode() != 429; i++) {
      reply = call(method, id, "poor");
    }
    return reply;
  }

  private HttpResponse<String> call(String method, String id, String token, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Authorization";
    all[headers.length + 1] = "Bearer " + token;
    return server.method(method.toUpperCase(Locale.ROOT), "/v1/jobs/" + id, all);
  }

  private static AccountEntry entry(Account account, String token) {
    return new AccountEntry(
        account, List.of(), List.of(new BearerToken(TokenHash.of(token), true)));
  }
}
