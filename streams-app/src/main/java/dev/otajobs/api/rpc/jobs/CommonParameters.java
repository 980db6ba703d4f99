package dev.otajobs.api.rpc.jobs;

import dev.otajobs.api.rpc.RpcError;
import dev.otajobs.api.rpc.RpcException;
import dev.otajobs.api.rpc.RpcParameters;
import dev.otajobs.events.DownloadProtocol;
import dev.otajobs.events.JobType;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The parameters that several calls have. Their bounds are those of the events' fields. */
final class CommonParameters {

  private CommonParameters() {}

  /** Those of all three create calls. */
  static OtaJobCreated.Builder ofAll(RpcParameters parameters, JobType type) {
    OtaJobCreated.Builder batch =
        OtaJobCreated.newBuilder()
            .setJobType(type)
            .setFirmwareId(parameters.required("FirmwareId"))
            .setProductKey(parameters.required("ProductKey"))
            .setTimeoutInMinutes(integer(parameters, "TimeoutInMinutes"))
            .setTags(tags(parameters, "Tag"))
            .setDownloadProtocol(DownloadProtocol.HTTPS);
    parameters.flag("NeedPush").ifPresent(batch::setNeedPush);
    parameters.flag("NeedConfirm").ifPresent(batch::setNeedConfirm);
    parameters
        .get("DownloadProtocol")
        .ifPresent(protocol -> batch.setDownloadProtocol(protocol(protocol)));
    return batch;
  }

  /** Those of both calls that create upgrade batches. */
  static OtaJobCreated.Builder ofUpgrades(RpcParameters parameters) {
    OtaJobCreated.Builder batch =
        ofAll(parameters, JobType.UPGRADE_FIRMWARE)
            .setSrcVersions(parameters.list("SrcVersion"))
            .setMaximumPerMinute(integer(parameters, "MaximumPerMinute"))
            .setOverwriteMode(integer(parameters, "OverwriteMode"))
            .setRetryInterval(integer(parameters, "RetryInterval"))
            .setRetryCount(integer(parameters, "RetryCount"));
    parameters.flag("MultiModuleMode").ifPresent(batch::setMultiModuleMode);
    // G4, G5; the rest of them are rules of the event.
    Integer interval = batch.getRetryInterval();
    Integer timeout = batch.getTimeoutInMinutes();
    Illegal.unless(
        (interval == null) == (batch.getRetryCount() == null),
        "RetryInterval and RetryCount must be given together.");
    Illegal.unless(
        interval == null || timeout == null || interval < timeout,
        "RetryInterval must be less than TimeoutInMinutes.");
    return batch;
  }

  /** The devices that a call names, of the parameter as it is and as an old page has it. */
  static List<String> deviceNames(RpcParameters parameters) {
    List<String> names = new ArrayList<>(parameters.list("TargetDeviceName"));
    names.addAll(parameters.list("TargetDeviceNames"));
    return names;
  }

  /**
   * Tags, each of a key and a value (G1).
   *
   * @param name before the number of the tag
   */
  static List<OtaTag> tags(RpcParameters parameters, String name) {
    SortedMap<Integer, String> keys = parameters.numbered(name, ".Key");
    SortedMap<Integer, String> values = parameters.numbered(name, ".Value");
    Illegal.unless(
        keys.keySet().equals(values.keySet()),
        "Each %s.N must have a Key and a Value.".formatted(name));
    return keys.keySet().stream()
        .map(number -> new OtaTag(keys.get(number), values.get(number)))
        .toList();
  }

  /** A number of 32 bits; null if it is missing. */
  static @Nullable Integer integer(RpcParameters parameters, String name) {
    Optional<Long> number = parameters.whole(name);
    if (number.isEmpty()) {
      return null;
    }
    if (number.get() != number.get().intValue()) {
      throw new RpcException(RpcError.invalid(name));
    }
    return number.get().intValue();
  }

  private static DownloadProtocol protocol(String text) {
    return switch (text) {
      case "HTTPS" -> DownloadProtocol.HTTPS;
      case "MQTT" -> DownloadProtocol.MQTT;
      default -> throw Illegal.because("DownloadProtocol must be HTTPS or MQTT.");
    };
  }
}
