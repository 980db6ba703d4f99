package dev.otajobs.api.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.otajobs.ingest.RejectReason;
import dev.otajobs.letters.LetterFilter;
import dev.otajobs.letters.LetterJson;
import dev.otajobs.letters.LetterSearch;
import dev.otajobs.topics.TopicException;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers GET and HEAD of {@code /v1/dead-letters} with the newest dead letters, for operators. */
public final class DeadLetterResource extends Resource {

  /** The path. */
  public static final String PATH = "/v1/dead-letters";

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterResource.class);
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
    callers.admitOperator(request);
    try {
      QueryParameters given = QueryParameters.read(request.query(), NAMES);
      LetterFilter filter =
          new LetterFilter(
              given.get("at").map(DeadLetterResource::places).orElse(Set.of()),
              given.get("reason").map(DeadLetterResource::reason),
              given.get("job"),
              Instant.ofEpochMilli(given.time("from", 0)),
              Instant.ofEpochMilli(given.time("to", Long.MAX_VALUE)));
      int limit = given.limit(DEFAULT_LIMIT);
      return workers
          .executeBlocking(() -> list(filter, limit), false)
          .recover(failure -> Future.failedFuture(refusal(failure)));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          new RestReply.Failed(Problem.BAD_QUERY, String.valueOf(e.getMessage()), Map.of()));
    }
  }

  private static Set<String> places(String text) {
    Set<String> places = new HashSet<>(List.of(text.split(",", -1)));
    if (places.size() > QueryParameters.MAX_LIMIT) {
      throw new IllegalArgumentException("at has more than 100 places");
    }
    return places;
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
    json.set("DeadLetters", shown.of(found.letters()));
    json.put("Truncated", found.isTruncated());
    return new RestReply.Listed(Buffer.buffer(json.toString()));
  }

  /** The brokers do not answer, or the topic is not there. */
  static Throwable refusal(Throwable failure) {
    if (failure instanceof KafkaException || failure instanceof TopicException) {
      LOG.warn("the dead letters cannot be read now, problem={}", failure.toString());
      return new ProblemException(
          RestReply.Failed.of(Problem.LETTERS_UNAVAILABLE, "Retry-After", "1"));
    }
    return failure;
  }
}
