package dev.otajobs.api.rpc.jobs;

import dev.otajobs.api.rpc.RpcParameters;
import dev.otajobs.auth.accounts.Operation;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.SelectionType;
import dev.otajobs.events.TargetSelection;
import dev.otajobs.firmware.Firmware;
import java.time.Instant;
import java.util.Optional;

/** A dynamic upgrade batch: devices that fit later are upgraded, too. */
final class DynamicBatch implements NewBatch {

  private static final String GROUP_TYPE = "LINK_PLATFORM_DYNAMIC";

  @Override
  public Operation operation() {
    return Operation.CREATE_OTA_DYNAMIC_UPGRADE_JOB;
  }

  @Override
  public OtaJobCreated.Builder read(RpcParameters parameters) {
    OtaJobCreated.Builder batch =
        CommonParameters.ofUpgrades(parameters)
            .setSelectionType(SelectionType.DYNAMIC)
            .setDynamicMode(CommonParameters.integer(parameters, "DynamicMode"))
            .setGroupId(parameters.get("GroupId").orElse(null));
    // D2
    Optional<String> groupType = parameters.get("GroupType");
    boolean ofVersions = !batch.getSrcVersions().isEmpty();
    boolean ofGroup = batch.getGroupId() != null || groupType.isPresent();
    Illegal.unless(
        ofVersions != ofGroup,
        "A dynamic batch needs SrcVersion, or GroupId and GroupType, and only one of these.");
    Illegal.unless(
        !ofGroup || (batch.getGroupId() != null && groupType.equals(Optional.of(GROUP_TYPE))),
        "A dynamic batch of a group needs GroupId, and GroupType " + GROUP_TYPE + ".");
    return batch.setTargetSelection(ofGroup ? TargetSelection.GROUP : TargetSelection.ALL);
  }

  @Override
  public boolean isTheOnlyOne() {
    return true;
  }

  @Override
  public void check(OtaJobCreated.Builder batch, Firmware firmware, Instant now) {
    PackageRules.checkUpgrade(batch, firmware);
    // D4
    if (batch.getGroupId() == null) {
      PackageRules.checkSourceVersion(batch, firmware);
    }
  }
}
