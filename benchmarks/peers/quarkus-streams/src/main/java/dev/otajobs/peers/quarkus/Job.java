package dev.otajobs.peers.quarkus;

import dev.otajobs.peers.quarkus.JobEvent.Change;
import dev.otajobs.peers.quarkus.JobEvent.Tag;
import java.util.List;

/** A job in the store, as JSON. */
public class Job {

  public String accountId;
  public String iotInstanceId;
  public String jobStatus;
  public String jobType;
  public String selectionType;
  public String targetSelection;
  public String productKey;
  public String firmwareId;
  public String name;
  public String destVersion;
  public List<String> srcVersions;
  public List<Tag> tags;
  public String jobDesc;
  public Integer dynamicMode;
  public Integer overwriteMode;
  public Boolean multiModuleMode;
  public Boolean needPush;
  public Boolean needConfirm;
  public String downloadProtocol;
  public Integer maximumPerMinute;
  public String grayPercent;
  public String groupId;
  public String groupName;
  public Integer retryInterval;
  public Integer retryCount;
  public Integer timeoutInMinutes;
  public Long createdAt;
  public Long modifiedAt;
  public Long startedAt;
  public Long endedAt;
  public Long scheduleTime;
  public Long scheduleFinishTime;

  public Job apply(JobEvent event) {
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
    return this;
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
      case "SRC_VERSIONS" -> srcVersions = null;
      case "TAGS" -> tags = null;
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
