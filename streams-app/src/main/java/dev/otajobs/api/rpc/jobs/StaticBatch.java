package dev.otajobs.api.rpc.jobs;

import dev.otajobs.api.rpc.RpcParameters;
import dev.otajobs.auth.accounts.Operation;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.SelectionType;
import dev.otajobs.events.TargetSelection;
import dev.otajobs.firmware.Firmware;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A static upgrade batch: its devices are chosen once. */
final class StaticBatch implements NewBatch {

  private static final String GROUP_TYPE = "LINK_PLATFORM";
  private static final Duration SOONEST = Duration.ofMinutes(5);
  private static final Duration LATEST = Duration.ofDays(7);
  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  /** S1 to S5: the parameters that only some selections have, and which ones. */
  private static final Map<String, Set<TargetSelection>> ONLY_FOR =
      Map.of(
          "SrcVersion", Set.of(TargetSelection.ALL, TargetSelection.GRAY),
          "TargetDeviceName", Set.of(TargetSelection.SPECIFIC),
          "DnListFileUrl", Set.of(TargetSelection.SPECIFIC),
          "GrayPercent", Set.of(TargetSelection.GRAY),
          "GroupId", Set.of(TargetSelection.GROUP),
          "GroupType", Set.of(TargetSelection.GROUP));

  @Override
  public Operation operation() {
    return Operation.CREATE_OTA_STATIC_UPGRADE_JOB;
  }

  @Override
  public OtaJobCreated.Builder read(RpcParameters parameters) {
    OtaJobCreated.Builder batch =
        CommonParameters.ofUpgrades(parameters)
            .setSelectionType(SelectionType.STATIC)
            .setTargetSelection(target(parameters.required("TargetSelection")))
            .setTargetDeviceNames(CommonParameters.deviceNames(parameters))
            .setDnListFileUrl(parameters.get("DnListFileUrl").orElse(null))
            .setGrayPercent(parameters.get("GrayPercent").orElse(null))
            .setGroupId(parameters.get("GroupId").orElse(null))
            .setScheduleTime(time(parameters, "ScheduleTime"))
            .setScheduleFinishTime(time(parameters, "ScheduleFinishTime"));
    checkTarget(batch, parameters.get("GroupType"));
    checkSchedule(batch);
    return batch;
  }

  private static TargetSelection target(String text) {
    return Arrays.stream(TargetSelection.values())
        .filter(one -> one != TargetSelection.UNKNOWN && one.name().equals(text))
        .findFirst()
        .orElseThrow(
            () -> Illegal.because("TargetSelection must be ALL, SPECIFIC, GRAY or GROUP."));
  }

  private static void checkTarget(OtaJobCreated.Builder batch, Optional<String> groupType) {
    boolean names = !batch.getTargetDeviceNames().isEmpty();
    boolean file = batch.getDnListFileUrl() != null;
    TargetSelection target = batch.getTargetSelection();
    onlyIf(!batch.getSrcVersions().isEmpty(), "SrcVersion", target);
    onlyIf(names, "TargetDeviceName", target);
    onlyIf(file, "DnListFileUrl", target);
    onlyIf(batch.getGrayPercent() != null, "GrayPercent", target);
    onlyIf(batch.getGroupId() != null, "GroupId", target);
    onlyIf(groupType.isPresent(), "GroupType", target);
    switch (target) {
      case SPECIFIC ->
          Illegal.unless(
              names != file,
              "TargetSelection SPECIFIC needs TargetDeviceName or DnListFileUrl, and only one of"
                  + " them.");
      case GRAY ->
          Illegal.unless(batch.getGrayPercent() != null, "TargetSelection GRAY needs GrayPercent.");
      case GROUP ->
          Illegal.unless(
              batch.getGroupId() != null && groupType.equals(Optional.of(GROUP_TYPE)),
              "TargetSelection GROUP needs GroupId, and GroupType " + GROUP_TYPE + ".");
      default -> {
        // ALL needs nothing more.
      }
    }
  }

  /** To ignore it would upgrade other devices than were meant. */
  private static void onlyIf(boolean given, String parameter, TargetSelection target) {
    Set<TargetSelection> fitting = ONLY_FOR.getOrDefault(parameter, Set.of());
    Illegal.unless(
        !given || fitting.contains(target),
        "%s does not go with TargetSelection %s.".formatted(parameter, target));
  }

  /** S10; S9 depends on the time. */
  private static void checkSchedule(OtaJobCreated.Builder batch) {
    Instant start = batch.getScheduleTime();
    Instant finish = batch.getScheduleFinishTime();
    if (finish == null) {
      return;
    }
    if (start == null) {
      throw Illegal.because("ScheduleFinishTime needs ScheduleTime.");
    }
    Duration run = Duration.between(start, finish);
    Illegal.unless(
        run.compareTo(SHORTEST) >= 0 && run.compareTo(LONGEST) <= 0,
        "ScheduleFinishTime must be 1 hour to 30 days after ScheduleTime.");
  }

  private static @Nullable Instant time(RpcParameters parameters, String name) {
    return parameters.whole(name).map(Instant::ofEpochMilli).orElse(null);
  }

  @Override
  public void check(OtaJobCreated.Builder batch, Firmware firmware, Instant now) {
    PackageRules.checkUpgrade(batch, firmware);
    // S6
    TargetSelection target = batch.getTargetSelection();
    if (target == TargetSelection.ALL || target == TargetSelection.GRAY) {
      PackageRules.checkSourceVersion(batch, firmware);
    }
    // S9
    Instant start = batch.getScheduleTime();
    Illegal.unless(
        start == null || !(start.isBefore(now.plus(SOONEST)) || start.isAfter(now.plus(LATEST))),
        "ScheduleTime must be 5 minutes to 7 days from now, in milliseconds since 1970.");
  }
}
