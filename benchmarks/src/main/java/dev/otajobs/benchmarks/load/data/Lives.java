package dev.otajobs.benchmarks.load.data;

import dev.otajobs.events.DownloadProtocol;
import dev.otajobs.events.JobType;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.events.OtaJobModified;
import dev.otajobs.events.OtaJobStarted;
import dev.otajobs.events.OtaTag;
import dev.otajobs.events.SelectionType;
import dev.otajobs.events.TargetSelection;
import dev.otajobs.testkit.events.Events;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The events of a job, which follow from its number alone. */
public final class Lives {

  private static final int DAY = 86_400;

  private Lives() {}

  /** A creation that sets most of the fields. */
  public static OtaJobEvent created(long job) {
    Instant at = Events.START.plusSeconds(job % DAY);
    return event(
        job,
        0,
        OtaJobCreated.newBuilder()
            .setJobType(JobType.UPGRADE_FIRMWARE)
            .setSelectionType(SelectionType.STATIC)
            .setTargetSelection(TargetSelection.GRAY)
            .setGrayPercent("33.33")
            .setProductKey("a19mzPZ" + job % 1000)
            .setFirmwareId("UfuxnwygsuSkVE0VCN" + job % 100)
            .setName("gateway 固件 " + job % 1000)
            .setDestVersion("2.0." + job % 100)
            .setSrcVersions(List.of("1.0.0", "1.0.1"))
            .setTags(
                List.of(new OtaTag("region", "cn-shanghai"), new OtaTag("line", "a" + job % 9)))
            .setJobDesc("upgrade of job " + job)
            .setOverwriteMode(1)
            .setDownloadProtocol(DownloadProtocol.HTTPS)
            .setMaximumPerMinute(1000)
            .setGroupId("")
            .setGroupName("")
            .setRetryInterval(60)
            .setRetryCount(2)
            .setTimeoutInMinutes(1440)
            .setScheduleTime(at.plusSeconds(3_600))
            .setScheduleFinishTime(at.plusSeconds(DAY))
            .build());
  }

  public static OtaJobEvent started(long job) {
    return event(job, 1, new OtaJobStarted());
  }

  /**
   * A patch of two fields.
   *
   * @param step which patch of this job: 0 and up
   */
  public static OtaJobEvent modified(long job, int step) {
    return event(
        job,
        2 + step,
        OtaJobModified.newBuilder()
            .setName("renamed " + step)
            .setMaximumPerMinute(10 + (int) ((job + step) % 9_000))
            .setCleared(List.of())
            .build());
  }

  private static OtaJobEvent event(long job, int step, Object change) {
    return Events.of(JobIds.of(job), change)
        .setEventId(new UUID(job, step))
        .setOccurredAt(Events.START.plusSeconds(job % DAY + step))
        .setSource("bench-load")
        .build();
  }
}
