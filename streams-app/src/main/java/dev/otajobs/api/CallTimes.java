package dev.otajobs.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * How long calls take, from the request's last byte to the reply's first, as histograms {@code
 * ota_http_duration_seconds} by call and HTTP status.
 */
public final class CallTimes {

  private static final Duration[] BOUNDS =
      IntStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private record Kind(String call, int status) {}

  private final MeterRegistry metrics;
  private final ConcurrentMap<Kind, Timer> timers = new ConcurrentHashMap<>();

  public CallTimes(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /**
   * Counts a reply.
   *
   * @param call the name of the call, one of a fixed set
   * @param begun {@link System#nanoTime()} when the request had come
   */
  public void record(String call, int status, long begun) {
    timers
        .computeIfAbsent(new Kind(call, status), this::timer)
        .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Kind kind) {
    return Timer.builder("ota.http.duration")
        .description("From a request to its reply, by call and HTTP status")
        .tag("call", kind.call())
        .tag("status", Integer.toString(kind.status()))
        .serviceLevelObjectives(BOUNDS)
        .register(metrics);
  }
}
