package dev.otajobs.testkit.events;

import dev.otajobs.events.DownloadProtocol;
import dev.otajobs.events.JobOutcome;
import dev.otajobs.events.JobType;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.events.OtaJobFinished;
import dev.otajobs.events.OtaJobModified;
import dev.otajobs.events.OtaJobStarted;
import dev.otajobs.events.SelectionType;
import dev.otajobs.events.TargetSelection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Sample events of one job, each a second after the one before. All of them are valid and belong to
 * {@link #ACCOUNT}.
 */
public final class Events {

  /** The account of every sample event. */
  public static final String ACCOUNT = "100000000000001";

  /** When the sample jobs are created. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Events() {}

  /** The job's creation, with {@link #creation} as it is. */
  public static OtaJobEvent created(String jobId) {
    return event(jobId, 0, creation());
  }

  /** The job's start. */
  public static OtaJobEvent started(String jobId) {
    return event(jobId, 1, new OtaJobStarted());
  }

  /** A creation that breaks a rule: its {@code productKey} is empty. */
  public static OtaJobEvent invalid(String jobId) {
    return event(jobId, 0, OtaJobCreated.newBuilder(creation()).setProductKey("").build());
  }

  /** A change of the name alone. */
  public static OtaJobEvent renamed(String jobId, String name) {
    return event(jobId, 2, OtaJobModified.newBuilder().setName(name).setCleared(List.of()).build());
  }

  /** The job's end, completed. */
  public static OtaJobEvent finished(String jobId) {
    return event(jobId, 3, OtaJobFinished.newBuilder().setOutcome(JobOutcome.COMPLETED).build());
  }

  /** A change so many seconds after {@link #START}; job and second decide the event's id. */
  public static OtaJobEvent event(String jobId, int second, Object change) {
    UUID id = UUID.nameUUIDFromBytes((jobId + second).getBytes(StandardCharsets.UTF_8));
    return of(jobId, change).setEventId(id).setOccurredAt(START.plusSeconds(second)).build();
  }

  /** A change whose event id and time the caller still has to set. */
  public static OtaJobEvent.Builder of(String jobId, Object change) {
    return OtaJobEvent.newBuilder()
        .setJobId(jobId)
        .setAccountId(ACCOUNT)
        .setSource("test-kit")
        .setChange(change);
  }

  /** A firmware upgrade of all devices of a product, static; no field beside those it needs. */
  public static OtaJobCreated creation() {
    return OtaJobCreated.newBuilder()
        .setJobType(JobType.UPGRADE_FIRMWARE)
        .setSelectionType(SelectionType.STATIC)
        .setTargetSelection(TargetSelection.ALL)
        .setProductKey("a1Gw7Rj5XkQ")
        .setFirmwareId("fw-1")
        .setName("gateway")
        .setDestVersion("2.0.0")
        .setDownloadProtocol(DownloadProtocol.HTTPS)
        .build();
  }
}
