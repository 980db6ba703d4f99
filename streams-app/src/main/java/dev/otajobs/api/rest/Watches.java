package dev.otajobs.api.rest;

import dev.otajobs.http.CallLimit;
import dev.otajobs.query.watch.EventSignals;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The watches of this instance: how many there may be, and their end when it stops. */
public final class Watches implements AutoCloseable {

  /** Within which the log's end must be known. */
  private static final Duration SUBSCRIBED = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final EventSignals signals;
  private final CallLimit limit;
  private final CallLimit lists;
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
    return open(limit, request, watch);
  }

  /** The same of a list. */
  Future<Void> open(HttpServerRequest request, ListWatch watch) {
    return open(lists, request, watch);
  }

  private Future<Void> open(CallLimit bound, HttpServerRequest request, Watch watch) {
    if (isClosing || !bound.admit(request, () -> over(watch))) {
      throw new ProblemException(RestReply.Failed.busy());
    }
    open.add(watch);
    EventSignals.Subscription subscription = watch.subscribe(signals);
    return Future.fromCompletionStage(subscription.ready(), vertx.getOrCreateContext())
        .timeout(SUBSCRIBED.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(
            late -> {
              throw new ProblemException(
                  RestReply.Failed.of(Problem.UNAVAILABLE, "Retry-After", "1"));
            });
  }

  private void over(Watch watch) {
    open.remove(watch);
    watch.over();
  }

  /** Ends all watches: their callers turn to other instances. */
  @Override
  public void close() {
    isClosing = true;
    open.forEach(Watch::closing);
  }
}
