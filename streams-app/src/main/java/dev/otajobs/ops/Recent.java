package dev.otajobs.ops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * What this instance did within the last quarter of an hour, in steps of ten seconds, for people
 * who look at it without a metrics server. Thread-safe.
 */
public final class Recent {

  /** The length of a step. */
  public static final Duration STEP = Duration.ofSeconds(10);

  private static final int STEPS = 90;
  private static final double PERCENTILE = 0.99;

  /** What was counted until a time. */
  private record Counted(double events, double deadLetters, CountAtBucket[] calls, long allCalls) {}

  /** What happened in a step, each per second. */
  private record Step(double events, double deadLetters, double calls, double p99Millis) {}

  private final MeterRegistry metrics;
  private final Deque<Step> steps = new ArrayDeque<>();
  private Counted last;

  public Recent(MeterRegistry metrics) {
    this.metrics = metrics;
    this.last = count();
  }

  /** Ends a step. To be called every {@link #STEP}. */
  public synchronized void step() {
    Counted now = count();
    double seconds = STEP.toSeconds();
    if (steps.size() == STEPS) {
      steps.removeFirst();
    }
    steps.addLast(
        new Step(
            (now.events() - last.events()) / seconds,
            (now.deadLetters() - last.deadLetters()) / seconds,
            (now.allCalls() - last.allCalls()) / seconds,
            p99(now)));
    last = now;
  }

  private Counted count() {
    Timer queries = metrics.find("ota.query.duration").timer();
    return new Counted(
        sum("ota.events.folded"),
        sum("ota.events.dead.letters"),
        queries == null ? new CountAtBucket[0] : queries.takeSnapshot().histogramCounts(),
        queries == null ? 0 : queries.count());
  }

  private double sum(String counter) {
    return metrics.find(counter).counters().stream().mapToDouble(Counter::count).sum();
  }

  /**
   * The upper bound of the bucket within which 99 of 100 queries of the step are; that of the last
   * one if they took longer.
   */
  private double p99(Counted now) {
    double wanted = PERCENTILE * (now.allCalls() - last.allCalls());
    double millis = 0;
    for (int i = 0; i < now.calls().length && wanted > 0; i++) {
      double before = i < last.calls().length ? last.calls()[i].count() : 0;
      millis = now.calls()[i].bucket(TimeUnit.MICROSECONDS) / 1_000;
      if (now.calls()[i].count() - before >= wanted) {
        break;
      }
    }
    return millis;
  }

  /** The steps, oldest first, by what is measured. */
  public synchronized ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("stepMs", STEP.toMillis());
    write(json.putArray("eventsPerSecond"), Step::events);
    write(json.putArray("deadLettersPerSecond"), Step::deadLetters);
    write(json.putArray("queriesPerSecond"), Step::calls);
    write(json.putArray("queryP99Ms"), Step::p99Millis);
    return json;
  }

  private void write(ArrayNode array, ToDoubleFunction<Step> value) {
    steps.forEach(step -> array.add(Math.round(value.applyAsDouble(step) * 100) / 100.0));
  }
}
