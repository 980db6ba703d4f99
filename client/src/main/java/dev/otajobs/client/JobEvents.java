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
import org.jspecify.annotations.Nullable;

/**
 * Makes the events of one account's jobs: each has an id of its own and the time of its making. An
 * event that is sent again must be the same one, not a second one that is made alike.
 */
public final class JobEvents {

  private final String accountId;
  private final String source;
  private final @Nullable String iotInstanceId;
  private final Clock clock;

  private JobEvents(String accountId, String source, @Nullable String iotInstanceId, Clock clock) {
    this.accountId = requireNonNull(accountId, "accountId");
    this.source = requireNonNull(source, "source");
    this.iotInstanceId = iotInstanceId;
    this.clock = clock;
  }

  /**
   * Events of this account's jobs.
   *
   * @param accountId 1 to 64 of {@code A-Z a-z 0-9 _ -}
   * @param source the program that writes them, 1 to 128 characters
   */
  public static JobEvents of(String accountId, String source) {
    return new JobEvents(accountId, source, null, Clock.systemUTC());
  }

  /** The same for jobs of an IoT instance. */
  public JobEvents inInstance(String id) {
    return new JobEvents(accountId, source, requireNonNull(id, "id"), clock);
  }

  /** The same with another clock, for tests. */
  public JobEvents by(Clock other) {
    return new JobEvents(accountId, source, iotInstanceId, other);
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
        .setOccurredAt(Instant.ofEpochMilli(clock.millis()))
        .setSource(source)
        .setChange(change)
        .build();
  }
}
