package dev.otajobs.faults.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Reads jobs over HTTP, by either API, and says what came back. */
public final class JobClient {

  /** Longer than the service's own deadline of 2 s, to see whether it keeps that. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  /** Which of the two APIs. */
  public enum Api {
    RPC,
    REST
  }

  /** Where and how to ask. */
  public record Call(String instance, int port, Api api, int session) {}

  /** The read; never fails, since a failure is an outcome. */
  public CompletableFuture<Read> read(Call call, JobKey key, Read.Asked asked) {
    // RPC calls are unsigned, so they can be of one account only.
    Api api = key.accountId().equals(Accounts.UNSIGNED) ? call.api() : Api.REST;
    HttpRequest request = request(call.port(), api, key, asked);
    long startedAt = System.nanoTime();
    return http.sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8))
        .handle(
            (response, failure) ->
                finished(call, key, asked, startedAt, outcome(api, response, failure)));
  }

  private record Seen(
      Outcome outcome,
      int status,
      Optional<Revision> revision,
      Optional<Duration> staleness,
      String body) {}

  private static Read finished(Call call, JobKey key, Read.Asked asked, long startedAt, Seen seen) {
    return new Read(
        key,
        call.session(),
        call.instance(),
        asked,
        startedAt,
        System.nanoTime(),
        seen.outcome(),
        seen.status(),
        seen.revision(),
        seen.staleness(),
        seen.body());
  }

  private Seen outcome(
      Api api, @Nullable HttpResponse<String> response, @Nullable Throwable failure) {
    if (response == null) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      Outcome outcome = cause instanceof HttpTimeoutException ? Outcome.TIMEOUT : Outcome.BROKEN;
      return new Seen(outcome, 0, Optional.empty(), Optional.empty(), String.valueOf(cause));
    }
    try {
      return api == Api.RPC ? rpc(response) : rest(response);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return seen(Outcome.GARBLED, response, response.body());
    }
  }

  private Seen rpc(HttpResponse<String> response) throws JsonProcessingException {
    if (response.statusCode() != 200) {
      return refused(response);
    }
    JsonNode body = json.readTree(response.body());
    if (body.path("Success").asBoolean()) {
      return found(response, body.path("Data"));
    }
    boolean absent = body.path("Code").asText().equals("iot.ota.JobNotFound");
    return seen(absent ? Outcome.ABSENT : Outcome.GARBLED, response, absent ? "" : response.body());
  }

  private Seen rest(HttpResponse<String> response) throws JsonProcessingException {
    return switch (response.statusCode()) {
      case 200 -> found(response, json.readTree(response.body()));
      case 404 -> seen(Outcome.ABSENT, response, "");
      default -> refused(response);
    };
  }

  private static Seen found(HttpResponse<String> response, JsonNode fields) {
    return new Seen(
        Outcome.FOUND,
        200,
        response.headers().firstValue("ETag").map(JobClient::revision),
        response
            .headers()
            .firstValue("Ota-Staleness-Ms")
            .map(millis -> Duration.ofMillis(Long.parseLong(millis))),
        fields.toString());
  }

  private static Seen refused(HttpResponse<String> response) {
    Outcome outcome =
        switch (response.statusCode()) {
          case 412 -> Outcome.NOT_YET;
          case 503 -> Outcome.UNAVAILABLE;
          case 429 -> Outcome.BUSY;
          default -> response.body().contains("Throttling") ? Outcome.BUSY : Outcome.REFUSED;
        };
    return seen(outcome, response, response.body());
  }

  private static Seen seen(Outcome outcome, HttpResponse<String> response, String body) {
    return new Seen(outcome, response.statusCode(), Optional.empty(), Optional.empty(), body);
  }

  private static Revision revision(String tag) {
    // Weak, since one job has several representations: the revision is the same for all of them.
    int quote = tag.indexOf('"');
    return Revision.parse(tag.substring(quote + 1, tag.length() - 1));
  }

  private static HttpRequest request(int port, Api api, JobKey key, Read.Asked asked) {
    String id = URLEncoder.encode(key.jobId(), StandardCharsets.UTF_8);
    String path =
        api == Api.RPC
            ? "/?Action=QueryOTAJob&Version=2018-01-20&Format=JSON&JobId=" + id
            : "/v1/jobs/" + id;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
    if (key.accountId().equals(Accounts.TOKEN_HOLDER)) {
      request.header("Authorization", "Bearer " + Accounts.TOKEN);
    }
    asked.atLeast().ifPresent(token -> request.header("Ota-At-Least", token.text()));
    asked
        .maxStaleness()
        .ifPresent(
            bound -> request.header("Ota-Max-Staleness-Ms", Long.toString(bound.toMillis())));
    return request.build();
  }
}
