package dev.otajobs.api.rpc.jobs;

import dev.otajobs.api.rpc.RpcError;
import dev.otajobs.api.rpc.RpcException;
import dev.otajobs.api.rpc.RpcParameters;
import dev.otajobs.auth.accounts.Operation;
import dev.otajobs.events.JobType;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.firmware.Firmware;
import java.time.Instant;
import java.util.List;

/** A verification batch: a few devices try a package before it is released. */
final class VerifyBatch implements NewBatch {

  private static final int MAX_DEVICES = 10;

  @Override
  public Operation operation() {
    return Operation.CREATE_OTA_VERIFY_JOB;
  }

  @Override
  public OtaJobCreated.Builder read(RpcParameters parameters) {
    OtaJobCreated.Builder batch = CommonParameters.ofAll(parameters, JobType.VERIFY_FIRMWARE);
    List<String> names = CommonParameters.deviceNames(parameters);
    if (names.isEmpty()) {
      throw new RpcException(RpcError.missing("TargetDeviceName"));
    }
    // V2
    Illegal.unless(
        names.size() <= MAX_DEVICES,
        "TargetDeviceName must have 1 to " + MAX_DEVICES + " devices.");
    return batch.setTargetDeviceNames(names);
  }

  @Override
  public void check(OtaJobCreated.Builder batch, Firmware firmware, Instant now) {
    PackageRules.checkAll(batch, firmware);
    // V1
    Illegal.unless(
        !firmware.isVerifiedOrVerifying(),
        "FirmwareId is a package that is verified or under verification.");
  }
}
