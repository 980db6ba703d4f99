package dev.otajobs.peers.spring;

import dev.otajobs.peers.spring.JobEvent.Change;
import dev.otajobs.peers.spring.JobEvent.Tag;
import java.util.List;

/** A job, folded from its events: the creation first, then the others by their times. */
class JobRow {

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

  JobRow(String jobId) {
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
    jobDesc = or(change.jobDesc(), jobDesc);
    dynamicMode = or(change.dynamicMode(), dynamicMode);
    overwriteMode = or(change.overwriteMode(), overwriteMode);
    multiModuleMode = or(change.multiModuleMode(), multiModuleMode);
    needPush = or(change.needPush(), needPush);
    needConfirm = or(change.needConfirm(), needConfirm);
    downloadProtocol = or(change.downloadProtocol(), downloadProtocol);
    maximumPerMinute = or(change.maximumPerMinute(), maximumPerMinute);
    grayPercent = or(change.grayPercent(), grayPercent);
    groupId = or(change.groupId(), groupId);
    groupName = or(change.groupName(), groupName);
    retryInterval = or(change.retryInterval(), retryInterval);
    retryCount = or(change.retryCount(), retryCount);
    timeoutInMinutes = or(change.timeoutInMinutes(), timeoutInMinutes);
    scheduleTime = or(change.scheduleTime(), scheduleTime);
    scheduleFinishTime = or(change.scheduleFinishTime(), scheduleFinishTime);
  }

  private void clear(String field) {
    switch (field) {
      case "SRC_VERSIONS" -> srcVersions = List.of();
      case "TAGS" -> tags = List.of();
      case "JOB_DESC" -> jobDesc = null;
      case "MAXIMUM_PER_MINUTE" -> maximumPerMinute = null;
      case "GRAY_PERCENT" -> grayPercent = null;
      case "GROUP_ID" -> groupId = null;
      case "GROUP_NAME" -> groupName = null;
      case "RETRY_INTERVAL" -> retryInterval = null;
      case "RETRY_COUNT" -> retryCount = null;
      case "TIMEOUT_IN_MINUTES" -> timeoutInMinutes = null;
      case "SCHEDULE_TIME" -> scheduleTime = null;
      case "SCHEDULE_FINISH_TIME" -> scheduleFinishTime = null;
      default -> {}
    }
  }

  private static <T> T or(T given, T otherwise) {
    return given != null ? given : otherwise;
  }
}
