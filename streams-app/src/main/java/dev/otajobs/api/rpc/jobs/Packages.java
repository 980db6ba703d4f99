package dev.otajobs.api.rpc.jobs;

import dev.otajobs.api.rpc.Reply.BusinessError;
import dev.otajobs.api.rpc.RpcError;
import dev.otajobs.api.rpc.RpcException;
import dev.otajobs.firmware.Firmware;
import dev.otajobs.firmware.FirmwareKey;
import dev.otajobs.query.packages.PackageAnswer;
import dev.otajobs.query.packages.PackageFinder;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds packages for calls; what is no package fails as the call does. */
record Packages(PackageFinder finder) {

  private static final Logger LOG = LoggerFactory.getLogger(Packages.class);

  /** The package of this key; fails with an {@link RpcException}. */
  Future<Firmware> find(FirmwareKey key) {
    return finder.find(key).map(Packages::firmware);
  }

  private static Firmware firmware(PackageAnswer answer) {
    if (answer instanceof PackageAnswer.Found found) {
      return found.firmware();
    } else if (answer instanceof PackageAnswer.Absent) {
      throw new RpcException(BusinessError.FIRMWARE_NOT_FOUND);
    } else if (answer instanceof PackageAnswer.Unreadable broken) {
      throw new RpcException(
          new BusinessError(
              "iot.system.SystemException",
              "The record of the package cannot be used: " + broken.why()));
    }
    LOG.debug("no package, answer={}", answer);
    throw new RpcException(RpcError.UNAVAILABLE);
  }
}
