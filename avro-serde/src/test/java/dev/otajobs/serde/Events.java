package dev.otajobs.serde;

import dev.otajobs.events.ClearableField;
import dev.otajobs.events.DownloadProtocol;
import dev.otajobs.events.JobOutcome;
import dev.otajobs.events.JobType;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.events.OtaJobFinished;
import dev.otajobs.events.OtaJobModified;
import dev.otajobs.events.OtaJobStarted;
import dev.otajobs.events.OtaTag;
import dev.otajobs.events.SelectionType;
import dev.otajobs.events.TargetSelection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Sample events; Confluent's own client wrote {@link #all} to {@code confluent-client.hex}. */
final class Events {

  private Events() {}

  static OtaJobEvent of(Object change) {
    return of("job-1", change);
  }

  private static OtaJobEvent of(String jobId, Object change) {
    return OtaJobEvent.newBuilder()
        .setEventId(UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e"))
        .setJobId(jobId)
        .setAccountId("acc")
        .setIotInstanceId(null)
        .setOccurredAt(Instant.ofEpochMilli(1_700_000_000_000L))
        .setRevision(3L)
        .setSource("升级服务")
        .setChange(change)
        .build();
  }

  static OtaJobEvent started() {
    return of(OtaJobStarted.newBuilder().build());
  }

  static OtaJobEvent created() {
    return created("job-1");
  }

  static OtaJobEvent created(String jobId) {
    return of(
        jobId,
        OtaJobCreated.newBuilder()
            .setJobType(JobType.UPGRADE_FIRMWARE)
            .setSelectionType(SelectionType.STATIC)
            .setTargetSelection(TargetSelection.GRAY)
            .setProductKey("a1LhbBkVXYZ")
            .setFirmwareId("nx3xxVvFdwvn6dim50PY03****")
            .setName("固件包 🚀")
            .setDestVersion("2.0.0")
            .setSrcVersions(List.of("1.0.0", "1.1.0"))
            .setTags(List.of(new OtaTag("key1", "值")))
            .setJobDesc("灰度升级")
            .setOverwriteMode(1)
            .setDownloadProtocol(DownloadProtocol.MQTT)
            .setMaximumPerMinute(1000)
            .setGrayPercent("33.33")
            .setRetryInterval(60)
            .setRetryCount(2)
            .setTimeoutInMinutes(1440)
            .setScheduleTime(Instant.ofEpochMilli(1_700_000_600_000L))
            .setScheduleFinishTime(Instant.ofEpochMilli(1_700_086_400_000L))
            .build());
  }

  static List<OtaJobEvent> all() {
    OtaJobModified patch =
        OtaJobModified.newBuilder()
            .setSrcVersions(List.of())
            .setTags(List.of(new OtaTag("k", "v")))
            .setNeedPush(false)
            .setScheduleTime(Instant.EPOCH)
            .setCleared(List.of(ClearableField.JOB_DESC, ClearableField.GROUP_ID))
            .build();
    return List.of(
        created(), started(), of(patch), of(new OtaJobFinished(JobOutcome.CANCELED, "取消")));
  }
}
