package dev.otajobs.firmware;

import dev.otajobs.events.OtaPackage;
import dev.otajobs.events.PackageFile;
import dev.otajobs.events.PackageStatus;
import dev.otajobs.events.PackageType;
import java.util.List;
import java.util.Optional;

/**
 * An update package that keeps every rule of its contract.
 *
 * @param record its record in the topic of packages
 */
public record Firmware(OtaPackage record) {

  /**
   * The package of a record.
   *
   * @param key the key of the record
   * @throws IllegalArgumentException with all the rules that it breaks
   */
  public static Firmware of(FirmwareKey key, OtaPackage record) {
    List<String> problems = FirmwareRules.problems(key, record);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new Firmware(record);
  }

  /** The key of its record. */
  public FirmwareKey key() {
    return new FirmwareKey(record.getFirmwareId(), record.getAccountId());
  }

  /** Whether upgrade batches can be created: it is verified, or needs no verification. */
  public boolean isReleased() {
    return record.getStatus() == PackageStatus.VERIFIED
        || record.getStatus() == PackageStatus.NOT_NEEDED;
  }

  /** Whether its verification is running or has succeeded, so that no other one can begin. */
  public boolean isVerifiedOrVerifying() {
    return record.getStatus() == PackageStatus.VERIFIED
        || record.getStatus() == PackageStatus.VERIFYING;
  }

  /** The version that a differential package upgrades from; empty for a full package. */
  public Optional<String> differentialFrom() {
    return record.getType() == PackageType.DIFFERENTIAL
        ? Optional.of(record.getSrcVersion())
        : Optional.empty();
  }

  /** Its file, if it has but one. */
  public Optional<PackageFile> singleFile() {
    return record.getFiles().size() == 1 ? Optional.of(record.getFiles().get(0)) : Optional.empty();
  }

  /** The number by which the API tells the status. */
  public int statusNumber() {
    return switch (record.getStatus()) {
      case NOT_NEEDED -> -1;
      case UNVERIFIED -> 0;
      case VERIFIED -> 1;
      case VERIFYING -> 2;
      case FAILED -> 3;
      case UNKNOWN -> throw new IllegalStateException("the rules refuse it");
    };
  }

  /** The number by which the API tells the type. */
  public int typeNumber() {
    return record.getType() == PackageType.DIFFERENTIAL ? 1 : 0;
  }
}
