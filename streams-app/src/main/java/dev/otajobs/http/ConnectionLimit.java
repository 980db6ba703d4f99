package dev.otajobs.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.http.HttpConnection;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds the open connections, over all event loops. Further ones are closed at once. */
final class ConnectionLimit {

  private final int max;
  private final AtomicInteger open = new AtomicInteger();
  private final Counter refused;

  ConnectionLimit(int max, MeterRegistry metrics, Tags tags) {
    this.max = max;
    this.refused = metrics.counter("ota.http.connections.refused", tags);
    metrics.gauge("ota.http.connections", tags, open);
  }

  /** Whether the connection may stay. If not, it is closed. */
  boolean admit(HttpConnection connection) {
    boolean stays = open.incrementAndGet() <= max;
    connection.closeHandler(closed -> open.decrementAndGet());
    if (!stays) {
      refused.increment();
      connection.close();
    }
    return stays;
  }
}
