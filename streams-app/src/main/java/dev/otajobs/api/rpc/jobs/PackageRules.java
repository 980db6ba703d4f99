package dev.otajobs.api.rpc.jobs;

import dev.otajobs.events.DownloadProtocol;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.firmware.Firmware;
import java.util.List;

/** What the package of a batch must be. */
final class PackageRules {

  private static final long MAX_MQTT_BYTES = 16L * 1024 * 1024;

  private PackageRules() {}

  /** G0, G3. */
  static void checkAll(OtaJobCreated.Builder batch, Firmware firmware) {
    Illegal.unless(
        batch.getProductKey().equals(firmware.record().getProductKey()),
        "ProductKey is not that of the package.");
    boolean isSmall =
        firmware.singleFile().filter(file -> file.getSize() <= MAX_MQTT_BYTES).isPresent();
    Illegal.unless(
        batch.getDownloadProtocol() != DownloadProtocol.MQTT || isSmall,
        "DownloadProtocol MQTT is for packages of one file of at most 16 MB.");
  }

  /** G0, G2, G3. */
  static void checkUpgrade(OtaJobCreated.Builder batch, Firmware firmware) {
    checkAll(batch, firmware);
    Illegal.unless(
        firmware.isReleased(),
        "FirmwareId is a package that is not verified: only verified packages, and those that need"
            + " no verification, can be upgraded to.");
  }

  /** S6, D4: a differential package fits the version only that it was made from. */
  static void checkSourceVersion(OtaJobCreated.Builder batch, Firmware firmware) {
    firmware
        .differentialFrom()
        .ifPresent(
            from ->
                Illegal.unless(
                    batch.getSrcVersions().equals(List.of(from)),
                    "SrcVersion must be " + from + ", from which the differential package is."));
  }
}
