package dev.otajobs.query;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks again and again, without blocking: first after 1 ms, then ever less often, up to 16 ms. */
final class Polling {

  private static final long LONGEST_PAUSE = 16;

  private final Vertx vertx;

  Polling(Vertx vertx) {
    this.vertx = vertx;
  }

  /** The first answer; empty if there is none before the deadline. */
  <T> Future<Optional<T>> until(Supplier<Optional<T>> question, Deadline deadline) {
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
          pause, timer -> ask(question, deadline, Math.min(2 * pause, LONGEST_PAUSE), promise));
    }
  }
}
