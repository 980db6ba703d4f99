package dev.otajobs.peers.spring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.otajobs.peers.spring.JobEvent.Tag;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A job as the reply has it: fields that do not apply are null and left out. */
@JsonNaming(UpperCamelCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobData(
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
  record SrcVersions(List<String> srcVersion) {

    static SrcVersions of(List<String> versions) {
      return versions.isEmpty() ? null : new SrcVersions(versions);
    }
  }

  @JsonNaming(UpperCamelCaseStrategy.class)
  record Tags(List<OtaTag> otaTagDTO) {

    static Tags of(List<Tag> tags) {
      return tags.isEmpty()
          ? null
          : new Tags(tags.stream().map(tag -> new OtaTag(tag.key(), tag.value())).toList());
    }
  }

  @JsonNaming(UpperCamelCaseStrategy.class)
  record OtaTag(String key, String value) {}

  static String utc(OffsetDateTime time) {
    return time == null ? null : UTC.format(time);
  }
}
