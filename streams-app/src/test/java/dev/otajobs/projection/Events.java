package dev.otajobs.projection;

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

/** Events of a job's life, for tests. */
public final class Events {

  public static final String ACCOUNT = "100000000000001";

  private static final Instant START = Instant.parse("2026-01-01T00:00:00.000Z");

  private Events() {}

  public static OtaJobEvent created(String jobId) {
    return event(jobId, 0, creation());
  }

  public static OtaJobEvent started(String jobId) {
    return event(jobId, 1, new OtaJobStarted());
  }

  public static OtaJobEvent renamed(String jobId, String name) {
    return event(jobId, 2, OtaJobModified.newBuilder().setName(name).setCleared(List.of()).build());
  }

  public static OtaJobEvent finished(String jobId) {
    return event(jobId, 3, OtaJobFinished.newBuilder().setOutcome(JobOutcome.COMPLETED).build());
  }

  /** A change that happened so many seconds after the start of 2026. */
  public static OtaJobEvent event(String jobId, int second, Object change) {
    return OtaJobEvent.newBuilder()
        .setEventId(UUID.nameUUIDFromBytes((jobId + second).getBytes(StandardCharsets.UTF_8)))
        .setJobId(jobId)
        .setAccountId(ACCOUNT)
        .setOccurredAt(START.plusSeconds(second))
        .setSource("test")
        .setChange(change)
        .build();
  }

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
