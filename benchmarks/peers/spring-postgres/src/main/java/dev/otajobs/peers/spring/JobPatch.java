package dev.otajobs.peers.spring;

import dev.otajobs.peers.spring.JobEvent.Change;
import dev.otajobs.peers.spring.JobEvent.Tag;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What some events, in the order in which they arrived, change of one job; null is unchanged. */
class JobPatch {

  final String jobId;
  String accountId;
  String iotInstanceId;
  String jobStatus;
  String jobType;
  String selectionType;
  String targetSelection;
  String productKey;
  String firmwareId;
  String name;
  String destVersion;
  List<String> srcVersions;
  List<Tag> tags;
  String jobDesc;
  Integer dynamicMode;
  Integer overwriteMode;
  Boolean multiModuleMode;
  Boolean needPush;
  Boolean needConfirm;
  String downloadProtocol;
  Integer maximumPerMinute;
  String grayPercent;
  String groupId;
  String groupName;
  Integer retryInterval;
  Integer retryCount;
  Integer timeoutInMinutes;
  Long createdAt;
  Long modifiedAt;
  Long startedAt;
  Long endedAt;
  Long scheduleTime;
  Long scheduleFinishTime;

  /** The columns that become null; rare, so they are not part of the usual statement. */
  final Set<String> clearedColumns = new LinkedHashSet<>();

  JobPatch(String jobId) {
    this.jobId = jobId;
  }

  void apply(JobEvent event) {
    Change change = event.change();
    switch (event.type()) {
      case created -> create(event);
      case started -> {
        jobStatus = "IN_PROGRESS";
        startedAt = event.occurredAt();
      }
      case modified -> {
        set(change);
        if (change.cleared() != null) {
          change.cleared().forEach(this::clear);
        }
      }
      case finished -> {
        jobStatus = change.outcome();
        endedAt = event.occurredAt();
      }
    }
    modifiedAt = event.occurredAt();
  }

  private void create(JobEvent event) {
    Change change = event.change();
    accountId = event.accountId();
    iotInstanceId = event.iotInstanceId();
    createdAt = event.occurredAt();
    jobStatus = "PLANNED";
    boolean verification = !"UPGRADE_FIRMWARE".equals(change.jobType());
    // VERFIY_FIRMWARE is a spelling that producers may use.
    jobType = verification ? "VERIFY_FIRMWARE" : "UPGRADE_FIRMWARE";
    selectionType = or(change.selectionType(), "STATIC");
    boolean dynamic = "DYNAMIC".equals(selectionType);
    targetSelection = dynamic ? "ALL" : "SPECIFIC";
    productKey = change.productKey();
    firmwareId = change.firmwareId();
    multiModuleMode = false;
    needPush = true;
    needConfirm = false;
    downloadProtocol = "HTTPS";
    overwriteMode = verification ? null : 1;
    dynamicMode = dynamic ? 1 : null;
    set(change);
  }

  /** What is given replaces what was there. */
  private void set(Change change) {
    targetSelection = or(change.targetSelection(), targetSelection);
    name = or(change.name(), name);
    destVersion = or(change.destVersion(), destVersion);
    srcVersions = or(change.srcVersions(), srcVersions);
    tags = or(change.tags(), tags);
    jobDesc = given(change.jobDesc(), jobDesc, "job_desc");
    dynamicMode = or(change.dynamicMode(), dynamicMode);
    overwriteMode = or(change.overwriteMode(), overwriteMode);
    multiModuleMode = or(change.multiModuleMode(), multiModuleMode);
    needPush = or(change.needPush(), needPush);
    needConfirm = or(change.needConfirm(), needConfirm);
    downloadProtocol = or(change.downloadProtocol(), downloadProtocol);
    maximumPerMinute = given(change.maximumPerMinute(), maximumPerMinute, "maximum_per_minute");
    grayPercent = given(change.grayPercent(), grayPercent, "gray_percent");
    groupId = given(change.groupId(), groupId, "group_id");
    groupName = given(change.groupName(), groupName, "group_name");
    retryInterval = given(change.retryInterval(), retryInterval, "retry_interval");
    retryCount = given(change.retryCount(), retryCount, "retry_count");
    timeoutInMinutes = given(change.timeoutInMinutes(), timeoutInMinutes, "timeout_in_minutes");
    scheduleTime = given(change.scheduleTime(), scheduleTime, "utc_schedule_time");
    scheduleFinishTime =
        given(change.scheduleFinishTime(), scheduleFinishTime, "utc_schedule_finish_time");
  }

  private void clear(String field) {
    switch (field) {
      case "SRC_VERSIONS" -> srcVersions = List.of();
      case "TAGS" -> tags = List.of();
      case "JOB_DESC" -> clearedColumns.add("job_desc");
      case "MAXIMUM_PER_MINUTE" -> clearedColumns.add("maximum_per_minute");
      case "GRAY_PERCENT" -> clearedColumns.add("gray_percent");
      case "GROUP_ID" -> clearedColumns.add("group_id");
      case "GROUP_NAME" -> clearedColumns.add("group_name");
      case "RETRY_INTERVAL" -> clearedColumns.add("retry_interval");
      case "RETRY_COUNT" -> clearedColumns.add("retry_count");
      case "TIMEOUT_IN_MINUTES" -> clearedColumns.add("timeout_in_minutes");
      case "SCHEDULE_TIME" -> clearedColumns.add("utc_schedule_time");
      case "SCHEDULE_FINISH_TIME" -> clearedColumns.add("utc_schedule_finish_time");
      default -> {}
    }
  }

  private <T> T given(T given, T otherwise, String column) {
    if (given != null) {
      clearedColumns.remove(column);
    }
    return or(given, otherwise);
  }

  private static <T> T or(T given, T otherwise) {
    return given != null ? given : otherwise;
  }
}
