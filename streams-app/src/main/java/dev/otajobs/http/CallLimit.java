package dev.otajobs.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the calls in flight, over all event loops. A call is in flight from the end of its request
 * until its reply is written or its connection closes. The bound is fixed; {@code
 * docs/adr/0011-overload.md} has the reasons.
 */
public final class CallLimit {

  private final int max;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Counter refused;

  /**
   * @param name with which the names of its metrics begin
   * @param max the most calls in flight, at least 1
   */
  public CallLimit(String name, int max, MeterRegistry metrics) {
    this.max = max;
    this.refused = metrics.counter(name + ".refused");
    Gauge.builder(name + ".in.flight", inFlight, AtomicInteger::get).register(metrics);
  }

  /** Whether the call may be answered. If not, it is counted as refused, not as in flight. */
  public boolean admit(HttpServerRequest request) {
    return admit(request, () -> {});
  }

  /**
   * As {@link #admit(HttpServerRequest)}.
   *
   * @param over is run when the call is over
   */
  public boolean admit(HttpServerRequest request, Runnable over) {
    if (inFlight.incrementAndGet() > max) {
      inFlight.decrementAndGet();
      refused.increment();
      return false;
    }
    // The first of both counts: a connection may close before or after the reply is written.
    AtomicBoolean left = new AtomicBoolean();
    HttpServerResponse response = request.response();
    response.endHandler(end -> leave(left, over));
    response.closeHandler(close -> leave(left, over));
    return true;
  }

  private void leave(AtomicBoolean left, Runnable over) {
    if (left.compareAndSet(false, true)) {
      inFlight.decrementAndGet();
      over.run();
    }
  }
}
