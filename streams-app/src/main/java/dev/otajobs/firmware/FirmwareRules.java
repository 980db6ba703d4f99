package dev.otajobs.firmware;

import dev.otajobs.events.OtaPackage;
import dev.otajobs.events.PackageFile;
import dev.otajobs.events.PackageStatus;
import dev.otajobs.events.PackageType;
import dev.otajobs.job.Texts;
import dev.otajobs.job.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bounds of a package's fields. Source: the doc strings of {@code ota-package.avsc}. */
final class FirmwareRules {

  private static final int MAX_FILES = 20;

  private final List<String> problems = new ArrayList<>();

  private FirmwareRules() {}

  /** What is wrong with the record of this key; empty if nothing is. */
  static List<String> problems(FirmwareKey key, OtaPackage record) {
    FirmwareRules rules = new FirmwareRules();
    rules.check(key, record);
    return rules.problems;
  }

  private void check(FirmwareKey key, OtaPackage record) {
    if (!new FirmwareKey(record.getFirmwareId(), record.getAccountId()).equals(key)) {
      problems.add("firmwareId and accountId are not those of the record's key");
    }
    if (!FirmwareKey.isFirmwareId(record.getFirmwareId())) {
      problems.add("firmwareId must be 1 to 64 characters, no control characters");
    }
    if (!Texts.isWord(record.getAccountId(), "_-", 1, 64)) {
      problems.add("accountId must be 1 to 64 of A-Z a-z 0-9 _ -");
    }
    line("productKey", record.getProductKey(), 1, 64);
    optionalLine("productName", record.getProductName(), 1, 128);
    line("firmwareName", record.getFirmwareName(), 1, 256);
    line("destVersion", record.getDestVersion(), 1, 128);
    optionalLine("srcVersion", record.getSrcVersion(), 1, 128);
    line("moduleName", record.getModuleName(), 1, 64);
    optionalText("firmwareDesc", record.getFirmwareDesc(), 1024);
    optionalLine("signMethod", record.getSignMethod(), 1, 32);
    optionalText("udi", record.getUdi(), 4096);
    checkKind(record);
    checkFiles(record.getFiles());
    time("createdAt", record.getCreatedAt());
    time("modifiedAt", record.getModifiedAt());
  }

  private void checkKind(OtaPackage record) {
    if (record.getType() == PackageType.UNKNOWN) {
      problems.add("type is UNKNOWN, expected FULL or DIFFERENTIAL");
    }
    if ((record.getType() == PackageType.DIFFERENTIAL) != (record.getSrcVersion() != null)) {
      problems.add("srcVersion is for type DIFFERENTIAL, which needs it");
    }
    if (record.getStatus() == PackageStatus.UNKNOWN) {
      problems.add(
          "status is UNKNOWN, expected NOT_NEEDED, UNVERIFIED, VERIFIED, VERIFYING or FAILED");
    }
    Integer progress = record.getVerifyProgress();
    if (progress != null && (progress < 0 || progress > 100)) {
      problems.add("verifyProgress must be from 0 to 100");
    }
  }

  private void checkFiles(List<PackageFile> files) {
    if (files.isEmpty() || files.size() > MAX_FILES) {
      problems.add("files must be 1 to " + MAX_FILES);
    }
    for (PackageFile file : files) {
      optionalLine("files.name", file.getName(), 1, 256);
      if (file.getName() == null && files.size() > 1) {
        problems.add("files.name is missing: several files need it");
      }
      line("files.url", file.getUrl(), 1, 2048);
      if (file.getSize() < 1 || file.getSize() > Integer.MAX_VALUE) {
        problems.add("files.size must be from 1 to " + Integer.MAX_VALUE);
      }
      optionalLine("files.signValue", file.getSignValue(), 1, 512);
      optionalLine("files.fileMd5", file.getFileMd5(), 1, 64);
    }
  }

  private void line(String field, String value, int min, int max) {
    if (!Texts.isLine(value, min, max)) {
      problems.add(field + " must be " + min + " to " + max + " characters, no control characters");
    }
  }

  private void optionalLine(String field, @Nullable String value, int min, int max) {
    if (value != null) {
      line(field, value, min, max);
    }
  }

  private void optionalText(String field, @Nullable String value, int max) {
    if (value != null && !Texts.isText(value, 0, max)) {
      problems.add(field + " must be at most " + max + " characters, no control characters");
    }
  }

  private void time(String field, Instant value) {
    if (!Times.isTime(value.toEpochMilli())) {
      problems.add(field + " must be 1 to " + Times.MAX + " milliseconds since 1970");
    }
  }
}
