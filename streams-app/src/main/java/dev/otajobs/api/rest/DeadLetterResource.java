package dev.otajobs.api.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.otajobs.auth.accounts.Permission;
import dev.otajobs.ingest.RejectReason;
import dev.otajobs.letters.LetterFilter;
import dev.otajobs.letters.LetterJson;
import dev.otajobs.letters.LetterSearch;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** Answers GET and HEAD of {@code /v1/dead-letters} with the newest dead letters, for operators. */
public final class DeadLetterResource extends Resource {

  /** The path. */
  public static final String PATH = "/v1/dead-letters";

  private static final int DEFAULT_LIMIT = 50;
  private static final Set<String> NAMES = Set.of("at", "reason", "job", "from", "to", "limit");

  private final BearerCallers callers;
  private final WorkerExecutor workers;
  private final LetterSearch letters;
  private final LetterJson shown;

  /**
   * @param workers read the topic, which takes up to ten seconds
   */
  public DeadLetterResource(
      BearerCallers callers, WorkerExecutor workers, LetterSearch letters, LetterJson shown) {
    this.callers = callers;
    this.workers = workers;
    this.letters = letters;
    this.shown = shown;
  }

  @Override
  Future<RestReply> reply(HttpServerRequest request, Buffer body) {
    if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
      throw new ProblemException(RestReply.Failed.methodNotAllowed());
    }
    callers.admit(request.getHeader(HttpHeaders.AUTHORIZATION), Permission.OPERATE);
    try {
      QueryParameters given = QueryParameters.read(request.query(), NAMES);
      LetterFilter filter =
          new LetterFilter(
              given.get("at").map(Set::of).orElse(Set.of()),
              given.get("reason").map(DeadLetterResource::reason),
              given.get("job"),
              Instant.ofEpochMilli(given.time("from", 0)),
              Instant.ofEpochMilli(given.time("to", Long.MAX_VALUE)));
      int limit = given.limit(DEFAULT_LIMIT);
      return workers.executeBlocking(() -> list(filter, limit), false);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          new RestReply.Failed(Problem.BAD_QUERY, String.valueOf(e.getMessage()), Map.of()));
    }
  }

  static RejectReason reason(String text) {
    return Arrays.stream(RejectReason.values())
        .filter(reason -> reason.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the reason must be one of " + Arrays.toString(RejectReason.values())));
  }

  private RestReply list(LetterFilter filter, int limit) {
    LetterSearch.Result found = letters.find(filter, limit);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("DeadLetters");
    found.letters().forEach(letter -> list.add(shown.of(letter)));
    json.put("Truncated", found.isTruncated());
    return new RestReply.Listed(Buffer.buffer(json.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
