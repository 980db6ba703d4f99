package dev.otajobs.codec;

import dev.otajobs.events.OtaPackage;
import dev.otajobs.events.PackageFile;
import dev.otajobs.firmware.Firmware;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What both APIs show of a package: the members of {@code FirmwareInfo} in the reply to
 * QueryOTAFirmware. A package of one file without a name and an MD5 has FirmwareUrl, FirmwareSize
 * and FirmwareSign; any other has MultiFiles, which in JSON is a bare array: the SDKs read nothing
 * else.
 */
public final class FirmwareInfo {

  private final List<Member> members = new ArrayList<>();

  private FirmwareInfo() {}

  /** The members, without those that the package does not have. */
  public static List<Member> of(Firmware firmware) {
    FirmwareInfo info = new FirmwareInfo();
    info.add(firmware);
    return info.members;
  }

  private void add(Firmware firmware) {
    OtaPackage record = firmware.record();
    text("FirmwareId", record.getFirmwareId());
    text("FirmwareName", record.getFirmwareName());
    text("ProductKey", record.getProductKey());
    text("ProductName", record.getProductName());
    text("DestVersion", record.getDestVersion());
    text("SrcVersion", record.getSrcVersion() == null ? "" : record.getSrcVersion());
    text("ModuleName", record.getModuleName());
    whole("Type", firmware.typeNumber());
    whole("Status", firmware.statusNumber());
    if (record.getVerifyProgress() != null) {
      whole("VerifyProgress", record.getVerifyProgress());
    }
    text("FirmwareDesc", record.getFirmwareDesc());
    text("SignMethod", record.getSignMethod());
    text("Udi", record.getUdi());
    firmware
        .singleFile()
        .filter(file -> file.getName() == null && file.getFileMd5() == null)
        .ifPresentOrElse(this::addFile, () -> addFiles(record.getFiles()));
    text("UtcCreate", UtcTime.format(record.getCreatedAt().toEpochMilli()));
    text("UtcModified", UtcTime.format(record.getModifiedAt().toEpochMilli()));
  }

  private void addFile(PackageFile file) {
    text("FirmwareUrl", file.getUrl());
    whole("FirmwareSize", file.getSize());
    text("FirmwareSign", file.getSignValue());
  }

  private void addFiles(List<PackageFile> files) {
    List<Member.Group> items = new ArrayList<>();
    for (PackageFile file : files) {
      FirmwareInfo item = new FirmwareInfo();
      item.text("Name", file.getName());
      item.text("Url", file.getUrl());
      item.whole("Size", file.getSize());
      item.text("SignValue", file.getSignValue());
      item.text("FileMd5", file.getFileMd5());
      items.add(new Member.Group(item.members));
    }
    members.add(new Member("MultiFiles", new Member.Items("OtaPackageFileDTO", items, true)));
  }

  private void text(String name, @Nullable String value) {
    if (value != null) {
      members.add(Member.text(name, value));
    }
  }

  private void whole(String name, long value) {
    members.add(Member.whole(name, value));
  }
}
