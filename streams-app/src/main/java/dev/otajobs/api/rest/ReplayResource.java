package dev.otajobs.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.otajobs.api.Viewer;
import dev.otajobs.letters.Replays;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Map;

/**
 * Answers POST of {@code /v1/dead-letters:replay}: writes dead letters to the events topic once
 * more, for operators. Who replayed what is in the log.
 */
public final class ReplayResource extends Resource {

  /** The path. */
  public static final String PATH = "/v1/dead-letters:replay";

  private final BearerCallers callers;
  private final WorkerExecutor workers;
  private final Replays replays;

  /**
   * @param workers read and write the topics, which takes a while
   */
  public ReplayResource(BearerCallers callers, WorkerExecutor workers, Replays replays) {
    this.callers = callers;
    this.workers = workers;
    this.replays = replays;
  }

  @Override
  Future<RestReply> reply(HttpServerRequest request, Buffer body) {
    if (!HttpMethod.POST.equals(request.method())) {
      throw new ProblemException(RestReply.Failed.of(Problem.ONLY_POST, "Allow", "POST"));
    }
    Viewer viewer = callers.admitOperator(request);
    byte[] bytes = JsonBody.bytes(request, body);
    try {
      Replays.Request asked = ReplayBody.read(bytes);
      return workers
          .executeBlocking(() -> run(viewer, asked), false)
          .recover(failure -> Future.failedFuture(DeadLetterResource.refusal(failure)));
    } catch (JsonProcessingException e) {
      throw bad("not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw bad("not JSON in UTF-8");
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  private static ProblemException bad(String problem) {
    return new ProblemException(new RestReply.Failed(Problem.BAD_REPLAY, problem, Map.of()));
  }

  private RestReply run(Viewer viewer, Replays.Request asked) throws InterruptedException {
    boolean isMended = asked.mended().isPresent();
    // At once: a stop of the instance must not leave records without their line.
    Replays.Result result =
        replays.run(asked, outcome -> AuditLog.replayed(viewer.accountId(), outcome, isMended));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("DryRun", asked.dryRun());
    ArrayNode replayed = json.putArray("Replayed");
    ArrayNode failed = json.putArray("Failed");
    for (Replays.Outcome outcome : result.outcomes()) {
      if (outcome.why().isPresent()) {
        failed.addObject().put("At", outcome.place()).put("Why", outcome.why().get());
      } else {
        ObjectNode one = replayed.addObject().put("At", outcome.place());
        outcome.again().ifPresent(at -> one.put("Again", at.text()));
      }
    }
    json.put("Truncated", result.isTruncated());
    return new RestReply.Listed(Buffer.buffer(json.toString()));
  }
}
