package dev.otajobs.query;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Supplier;

/** Repeats a question without blocking, with exponential backoff: after 1, 2, 4, 8, 16, 16 ms. */
public final class Polling {

  private static final long MAX_PAUSE_MILLIS = 16;

  private final Vertx vertx;

  public Polling(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * The first answer, or empty if there is none before the deadline. Asks at least once. Fails with
   * what the question throws.
   */
  public <T> Future<Optional<T>> until(Supplier<Optional<T>> question, Deadline deadline) {
    Promise<Optional<T>> promise = Promise.promise();
    ask(question, deadline, 1, promise);
    return promise.future();
  }

  private <T> void ask(
      Supplier<Optional<T>> question, Deadline deadline, long pause, Promise<Optional<T>> promise) {
    Optional<T> answer;
    try {
      answer = question.get();
    } catch (RuntimeException e) {
      promise.fail(e);
      return;
    }
    if (answer.isPresent() || deadline.hasPassed()) {
      promise.complete(answer);
    } else {
      vertx.setTimer(
          pause, timer -> ask(question, deadline, Math.min(2 * pause, MAX_PAUSE_MILLIS), promise));
    }
  }
}
