package dev.otajobs.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the calls in flight, of all event loops together. A call is in flight from its headers
 * until its reply is written or its connection closes.
 */
public final class CallLimit {

  private final int max;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Counter refused;

  /**
   * @param max calls that may be in flight, at least 1
   */
  public CallLimit(int max, MeterRegistry metrics) {
    this.max = max;
    this.refused = metrics.counter("ota.http.refused");
    Gauge.builder("ota.http.in.flight", inFlight, AtomicInteger::get).register(metrics);
  }

  /** Whether the call may be answered; if not, it is counted as refused and bears no weight. */
  public boolean admit(HttpServerRequest request) {
    if (inFlight.incrementAndGet() > max) {
      inFlight.decrementAndGet();
      refused.increment();
      return false;
    }
    // Whichever comes first: a connection can close before, while and after the reply is written.
    AtomicBoolean over = new AtomicBoolean();
    HttpServerResponse response = request.response();
    response.endHandler(end -> leave(over));
    response.closeHandler(close -> leave(over));
    return true;
  }

  private void leave(AtomicBoolean over) {
    if (over.compareAndSet(false, true)) {
      inFlight.decrementAndGet();
    }
  }
}
