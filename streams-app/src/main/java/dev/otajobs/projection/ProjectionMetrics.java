package dev.otajobs.projection;

import dev.otajobs.ingest.RejectReason;
import dev.otajobs.job.Job;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Counts what became of the records. */
public final class ProjectionMetrics {

  /** A producer's clock that is further ahead than this is flagged. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  /** 2000-01-01. An earlier time is in seconds, or by a clock that is not set. */
  private static final long FIRST_PLAUSIBLE = 946_684_800_000L;

  private final Clock clock;
  private final Counter folded;
  private final Counter erased;
  private final Counter misplaced;
  private final Counter expired;
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
