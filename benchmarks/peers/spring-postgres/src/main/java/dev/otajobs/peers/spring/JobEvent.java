package dev.otajobs.peers.spring;

import java.util.List;

/** An event as it stands in the topic. A change has the fields of its type; others are null. */
public record JobEvent(
    String eventId,
    String jobId,
    String accountId,
    String iotInstanceId,
    long occurredAt,
    long revision,
    String source,
    Type type,
    Change change) {

  boolean isComplete() {
    return type != null && change != null;
  }

  public enum Type {
    created,
    started,
    modified,
    finished
  }

  public record Change(
      String jobType,
      String selectionType,
      String targetSelection,
      String productKey,
      String firmwareId,
      String name,
      String destVersion,
      List<String> srcVersions,
      List<Tag> tags,
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
      Long scheduleTime,
      Long scheduleFinishTime,
      List<String> cleared,
      String outcome,
      String reason) {}

  public record Tag(String key, String value) {}
}
