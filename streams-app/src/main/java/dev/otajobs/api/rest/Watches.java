package dev.otajobs.api.rest;

import dev.otajobs.http.CallLimit;
import dev.otajobs.query.watch.EventSignals;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The watches of this instance: how many there may be, and their end when it stops. */
public final class Watches implements AutoCloseable {

  /** Within which the log's end must be known. */
  private static final Duration SUBSCRIBED = Duration.ofSeconds(2);

  /** Each looks at every event. */
  private static final int LISTS_OF_AN_ACCOUNT = 4;

  private final Vertx vertx;
  private final EventSignals signals;
  private final CallLimit limit;
  private final CallLimit lists;
  private final Map<String, Integer> byAccount = new ConcurrentHashMap<>();
  private final Set<Watch> open = ConcurrentHashMap.newKeySet();
  private volatile boolean isClosing;

  /**
   * @param limit of watches at once
   * @param lists the limit of those that watch a list, and look at every event
   */
  public Watches(Vertx vertx, EventSignals signals, CallLimit limit, CallLimit lists) {
    this.vertx = vertx;
    this.signals = signals;
    this.limit = limit;
    this.lists = lists;
  }

  Vertx vertx() {
    return vertx;
  }

  /**
   * Adds a watch until its call is over. Completed once it gets signals: what it looks up from then
   * on has everything that was not signalled.
   */
  Future<Void> open(HttpServerRequest request, JobWatch watch) {
    return open(limit, request, watch, () -> {});
  }

  /** The same of a list, of which an account may watch four at once. */
  Future<Void> openList(HttpServerRequest request, ListWatch watch) {
    String account = watch.accountId();
    if (byAccount.merge(account, 1, Integer::sum) > LISTS_OF_AN_ACCOUNT) {
      left(account);
      throw new ProblemException(RestReply.Failed.busy());
    }
    return open(lists, request, watch, () -> left(account));
  }

  private void left(String account) {
    byAccount.computeIfPresent(account, (same, count) -> count > 1 ? count - 1 : null);
  }

  private Future<Void> open(
      CallLimit bound, HttpServerRequest request, Watch watch, Runnable left) {
    if (isClosing || !bound.admit(request, () -> over(watch, left))) {
      left.run();
      throw new ProblemException(RestReply.Failed.busy());
    }
    open.add(watch);
    if (isClosing) {
      watch.closing();
    }
    EventSignals.Subscription subscription = watch.subscribe(signals);
    return Future.fromCompletionStage(subscription.ready(), vertx.getOrCreateContext())
        .timeout(SUBSCRIBED.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(
            late -> {
              throw new ProblemException(
                  RestReply.Failed.of(Problem.UNAVAILABLE, "Retry-After", "1"));
            });
  }

  private void over(Watch watch, Runnable left) {
    open.remove(watch);
    watch.over();
    left.run();
  }

  /** Ends all watches: their callers turn to other instances. */
  @Override
  public void close() {
    isClosing = true;
    open.forEach(Watch::closing);
  }
}
