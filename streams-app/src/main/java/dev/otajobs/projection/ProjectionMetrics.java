package dev.otajobs.projection;

import dev.otajobs.ingest.RejectReason;
import dev.otajobs.job.Job;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Counts what became of the records. */
public final class ProjectionMetrics {

  /** A producer's clock that is further ahead than this is flagged. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  /** 2000-01-01. An earlier time is in seconds, or by a clock that is not set. */
  private static final long FIRST_PLAUSIBLE = 946_684_800_000L;

  private static final Duration[] DELAYS =
      IntStream.of(5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 60_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Clock clock;
  private final Counter folded;
  private final Counter erased;
  private final Counter misplaced;
  private final Counter expired;
  private final Timer delay;
  private final Counter ahead;
  private final Counter behind;
  private final Map<RejectReason, Counter> rejected = new EnumMap<>(RejectReason.class);

  public ProjectionMetrics(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    folded = counter(registry, "ota.events.folded", "Events folded into a job");
    erased = counter(registry, "ota.events.erased", "Tombstones that erased a JobId");
    expired = counter(registry, "ota.jobs.expired", "Tombstones written for ended jobs");
    misplaced =
        counter(registry, "ota.events.misplaced", "Records moved to the partition of their key");
    ahead =
        counter(
            registry, "ota.events.clock.ahead", "Events dated more than 5 minutes in the future");
    behind = counter(registry, "ota.events.clock.behind", "Events dated before the year 2000");
    delay =
        Timer.builder("ota.events.delay")
            .description("From an event's record timestamp to its fold, by this machine's clock")
            .serviceLevelObjectives(DELAYS)
            .register(registry);
    for (RejectReason reason : RejectReason.values()) {
      rejected.put(
          reason,
          Counter.builder("ota.events.dead.letters")
              .description("Records written to the dead letters")
              .tag("reason", reason.name())
              .register(registry));
    }
  }

  /** An event was folded; {@code event} is what it alone says of its job. */
  void folded(Job event) {
    folded.increment();
    long occurredAt = event.state().lastOccurredAt();
    if (occurredAt > clock.millis() + CLOCK_TOLERANCE.toMillis()) {
      ahead.increment();
    } else if (occurredAt < FIRST_PLAUSIBLE) {
      behind.increment();
    }
  }

  /**
   * A record was accepted and folded.
   *
   * @param timestamp of the record; one that lies ahead of this machine's clock counts as now
   */
  void visible(long timestamp) {
    delay.record(Math.max(0, clock.millis() - timestamp), TimeUnit.MILLISECONDS);
  }

  void erased() {
    erased.increment();
  }

  void expired() {
    expired.increment();
  }

  void misplaced() {
    misplaced.increment();
  }

  @SuppressWarnings("NullAway") // every reason has its counter
  void rejected(RejectReason reason) {
    rejected.get(reason).increment();
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }
}
