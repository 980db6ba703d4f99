package dev.otajobs.peers.quarkus;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A job as the reply has it: fields that do not apply are null and left out. */
@JsonNaming(UpperCamelCaseStrategy.class)
public record JobData(
    String jobId,
    String jobStatus,
    String jobType,
    String selectionType,
    String targetSelection,
    String productKey,
    String firmwareId,
    String name,
    String destVersion,
    SrcVersions srcVersions,
    Tags tags,
    String jobDesc,
    Integer dynamicMode,
    Integer overwriteMode,
    Boolean multiModuleMode,
    Boolean needPush,
    Boolean needConfirm,
    String downloadProtocol,
    Integer maximumPerMinute,
    String grayPercent,
    String groupId,
    String groupName,
    Integer retryInterval,
    Integer retryCount,
    Integer timeoutInMinutes,
    String utcCreate,
    String utcModified,
    String utcStartTime,
    String utcEndTime,
    String utcScheduleTime,
    String utcScheduleFinishTime) {

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @JsonNaming(UpperCamelCaseStrategy.class)
  public record SrcVersions(List<String> srcVersion) {}

  @JsonNaming(UpperCamelCaseStrategy.class)
  public record Tags(List<OtaTag> otaTagDTO) {}

  @JsonNaming(UpperCamelCaseStrategy.class)
  public record OtaTag(String key, String value) {}

  static JobData of(String jobId, Job job) {
    boolean dynamic = "DYNAMIC".equals(job.selectionType);
    String targetSelection = dynamic ? "ALL" : job.targetSelection;
    boolean retries = job.retryInterval != null && job.retryCount != null;
    boolean scheduled = job.scheduleTime != null && !dynamic;
    return new JobData(
        jobId,
        job.jobStatus,
        job.jobType,
        job.selectionType,
        targetSelection,
        job.productKey,
        job.firmwareId,
        job.name,
        job.destVersion,
        isEmpty(job.srcVersions) ? null : new SrcVersions(job.srcVersions),
        isEmpty(job.tags) ? null : tags(job.tags),
        job.jobDesc,
        dynamic ? job.dynamicMode : null,
        job.overwriteMode,
        job.multiModuleMode,
        job.needPush,
        job.needConfirm,
        job.downloadProtocol,
        job.maximumPerMinute,
        "GRAY".equals(targetSelection) ? job.grayPercent : null,
        job.groupId,
        job.groupName,
        retries ? job.retryInterval : null,
        retries ? job.retryCount : null,
        job.timeoutInMinutes,
        utc(job.createdAt),
        utc(job.modifiedAt),
        utc(job.startedAt),
        utc(job.endedAt),
        scheduled ? utc(job.scheduleTime) : null,
        scheduled ? utc(job.scheduleFinishTime) : null);
  }

  private static Tags tags(List<JobEvent.Tag> tags) {
    return new Tags(tags.stream().map(tag -> new OtaTag(tag.key(), tag.value())).toList());
  }

  private static boolean isEmpty(List<?> list) {
    return list == null || list.isEmpty();
  }

  private static String utc(Long epochMillis) {
    return epochMillis == null ? null : UTC.format(Instant.ofEpochMilli(epochMillis));
  }
}
