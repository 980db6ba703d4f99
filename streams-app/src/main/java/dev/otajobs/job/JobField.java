package dev.otajobs.job;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The 31 fields of the reply's {@code Data}, in the order in which they are written. This is the
 * one description that the event's reading, the store's codec, the JSON and the XML go by.
 *
 * <p>Source: the QueryOTAJob page and the fields of the official SDKs' response classes.
 */
public enum JobField {
  JOB_ID(1, "JobId"),
  JOB_STATUS(2, "JobStatus"),
  JOB_TYPE(3, "JobType", "jobType"),
  SELECTION_TYPE(4, "SelectionType", "selectionType"),
  TARGET_SELECTION(5, "TargetSelection", "targetSelection"),
  PRODUCT_KEY(6, "ProductKey", "productKey"),
  FIRMWARE_ID(7, "FirmwareId", "firmwareId"),
  NAME(8, "Name", "name"),
  DEST_VERSION(9, "DestVersion", "destVersion"),
  SRC_VERSIONS(10, "SrcVersions", "srcVersions"),
  TAGS(11, "Tags", "tags"),
  JOB_DESC(12, "JobDesc", "jobDesc"),
  DYNAMIC_MODE(13, "DynamicMode", "dynamicMode"),
  OVERWRITE_MODE(14, "OverwriteMode", "overwriteMode"),
  MULTI_MODULE_MODE(15, "MultiModuleMode", "multiModuleMode"),
  NEED_PUSH(16, "NeedPush", "needPush"),
  NEED_CONFIRM(17, "NeedConfirm", "needConfirm"),
  DOWNLOAD_PROTOCOL(18, "DownloadProtocol", "downloadProtocol"),
  MAXIMUM_PER_MINUTE(19, "MaximumPerMinute", "maximumPerMinute"),
  GRAY_PERCENT(20, "GrayPercent", "grayPercent"),
  GROUP_ID(21, "GroupId", "groupId"),
  GROUP_NAME(22, "GroupName", "groupName"),
  RETRY_INTERVAL(23, "RetryInterval", "retryInterval"),
  RETRY_COUNT(24, "RetryCount", "retryCount"),
  TIMEOUT_IN_MINUTES(25, "TimeoutInMinutes", "timeoutInMinutes"),
  UTC_CREATE(26, "UtcCreate"),
  UTC_MODIFIED(27, "UtcModified"),
  UTC_START_TIME(28, "UtcStartTime"),
  UTC_END_TIME(29, "UtcEndTime"),
  UTC_SCHEDULE_TIME(30, "UtcScheduleTime", "scheduleTime"),
  UTC_SCHEDULE_FINISH_TIME(31, "UtcScheduleFinishTime", "scheduleFinishTime");

  private final int id;
  private final String apiName;
  private final @Nullable String eventName;

  /** A field that is derived from the job's life. */
  JobField(int id, String apiName) {
    this(id, apiName, null);
  }

  /** A field that events carry under {@code eventName}. */
  JobField(int id, String apiName, @Nullable String eventName) {
    this.id = id;
    this.apiName = apiName;
    this.eventName = eventName;
  }

  /** The field's number in stored jobs: 1 to 127, never reused, never changed. */
  public int id() {
    return id;
  }

  /** The field's name in the reply. */
  public String apiName() {
    return apiName;
  }

  /** The field's name in OtaJobCreated and OtaJobModified; empty if it is derived. */
  public Optional<String> eventName() {
    return Optional.ofNullable(eventName);
  }
}
