package dev.otajobs.client;

import static java.util.Objects.requireNonNull;

import dev.otajobs.events.JobOutcome;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.events.OtaJobFinished;
import dev.otajobs.events.OtaJobModified;
import dev.otajobs.events.OtaJobStarted;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Makes the events of one account's jobs: each has an id of its own and the time of its making. The
 * events of one job that it makes, or one derived from it, never have the same time, since the
 * service orders them by it: one that is made in the same millisecond as the one before, or after
 * the clock was set back, gets the next millisecond. An event that is sent again must be the same
 * one, not a second one that is made alike. Safe for several threads.
 */
public final class JobEvents {

  private static final int SLOTS = 1_024;

  private final String accountId;
  private final String source;
  private final @Nullable String iotInstanceId;
  private final Clock clock;

  /** The last times, by the JobId's hash; shared with those that were derived from this. */
  private final AtomicLongArray lastTimes;

  private JobEvents(
      String accountId,
      String source,
      @Nullable String iotInstanceId,
      Clock clock,
      AtomicLongArray lastTimes) {
    this.accountId = requireNonNull(accountId, "accountId");
    this.source = requireNonNull(source, "source");
    this.iotInstanceId = iotInstanceId;
    this.clock = clock;
    this.lastTimes = lastTimes;
  }

  /**
   * Events of this account's jobs.
   *
   * @param accountId 1 to 64 of {@code A-Z a-z 0-9 _ -}
   * @param source the program that writes them, 1 to 128 characters
   */
  public static JobEvents of(String accountId, String source) {
    return new JobEvents(accountId, source, null, Clock.systemUTC(), new AtomicLongArray(SLOTS));
  }

  /** The same for jobs of an IoT instance. */
  public JobEvents inInstance(String id) {
    return new JobEvents(accountId, source, requireNonNull(id, "id"), clock, lastTimes);
  }

  /** The same with another clock, for tests. */
  public JobEvents by(Clock other) {
    return new JobEvents(accountId, source, iotInstanceId, other, lastTimes);
  }

  /** A batch was created. */
  public OtaJobEvent created(String jobId, OtaJobCreated creation) {
    return event(jobId, creation);
  }

  /** A batch began to run. */
  public OtaJobEvent started(String jobId) {
    return event(jobId, new OtaJobStarted());
  }

  /** Some fields of a batch have new values. */
  public OtaJobEvent modified(String jobId, OtaJobModified patch) {
    return event(jobId, patch);
  }

  /** A batch has ended. */
  public OtaJobEvent finished(String jobId, JobOutcome outcome) {
    return event(jobId, OtaJobFinished.newBuilder().setOutcome(outcome).build());
  }

  private OtaJobEvent event(String jobId, Object change) {
    return OtaJobEvent.newBuilder()
        .setEventId(UUID.randomUUID())
        .setJobId(jobId)
        .setAccountId(accountId)
        .setIotInstanceId(iotInstanceId)
        .setOccurredAt(Instant.ofEpochMilli(time(jobId)))
        .setSource(source)
        .setChange(change)
        .build();
  }

  private long time(String jobId) {
    return lastTimes.accumulateAndGet(
        Math.floorMod(jobId.hashCode(), SLOTS),
        clock.millis(),
        (last, now) -> Math.max(last + 1, now));
  }
}
