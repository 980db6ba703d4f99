package dev.otajobs.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.otajobs.events.OtaPackage;
import dev.otajobs.events.PackageFile;
import dev.otajobs.events.PackageStatus;
import dev.otajobs.events.PackageType;
import dev.otajobs.firmware.Firmware;
import dev.otajobs.firmware.FirmwareKey;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a package from JSON with the members of {@link FirmwareInfo}, so that what is shown can be
 * sent back. FirmwareId may be left out; UtcCreate and UtcModified are passed over, since the
 * service sets them.
 */
public final class FirmwareReader {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode json;
  private final Set<String> unread = new TreeSet<>();

  private FirmwareReader(JsonNode json) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("a package must be a JSON object");
    }
    this.json = json;
    json.fieldNames().forEachRemaining(unread::add);
  }

  /**
   * The package.
   *
   * @param key what it is to be
   * @throws IllegalArgumentException with what is wrong
   */
  public static Firmware read(FirmwareKey key, byte[] utf8, Instant created, Instant modified) {
    try {
      return read(key, JSON.readTree(utf8), created, modified);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON in UTF-8", e);
    }
  }

  /**
   * The same of JSON that has been parsed.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public static Firmware read(FirmwareKey key, JsonNode json, Instant created, Instant modified) {
    FirmwareReader in = new FirmwareReader(json);
    in.unread.removeAll(Set.of("UtcCreate", "UtcModified"));
    String id = in.optionalText("FirmwareId");
    if (id != null && !id.equals(key.firmwareId())) {
      throw new IllegalArgumentException("FirmwareId is another one");
    }
    OtaPackage.Builder record =
        OtaPackage.newBuilder()
            .setFirmwareId(key.firmwareId())
            .setAccountId(key.accountId())
            .setFirmwareName(in.text("FirmwareName"))
            .setProductKey(in.text("ProductKey"))
            .setProductName(in.optionalText("ProductName"))
            .setDestVersion(in.text("DestVersion"))
            .setSrcVersion(emptyToNull(in.optionalText("SrcVersion")))
            .setType(in.type())
            .setStatus(in.status())
            .setVerifyProgress(in.optionalInt("VerifyProgress"))
            .setFirmwareDesc(in.optionalText("FirmwareDesc"))
            .setSignMethod(in.optionalText("SignMethod"))
            .setUdi(in.optionalText("Udi"))
            .setFiles(in.files())
            .setCreatedAt(created)
            .setModifiedAt(modified);
    Optional.ofNullable(in.optionalText("ModuleName")).ifPresent(record::setModuleName);
    in.finish();
    return Firmware.of(key, record.build());
  }

  private PackageType type() {
    Integer type = optionalInt("Type");
    if (type == null || type == 0) {
      return PackageType.FULL;
    } else if (type == 1) {
      return PackageType.DIFFERENTIAL;
    }
    throw new IllegalArgumentException("Type must be 0 (full) or 1 (differential)");
  }

  private PackageStatus status() {
    Integer status = optionalInt("Status");
    return switch (status == null ? Integer.MIN_VALUE : status) {
      case -1 -> PackageStatus.NOT_NEEDED;
      case 0 -> PackageStatus.UNVERIFIED;
      case 1 -> PackageStatus.VERIFIED;
      case 2 -> PackageStatus.VERIFYING;
      case 3 -> PackageStatus.FAILED;
      default ->
          throw new IllegalArgumentException(
              "Status must be -1 (needs no verification), 0 (not verified), 1 (verified), 2 (being"
                  + " verified) or 3 (failed)");
    };
  }

  private List<PackageFile> files() {
    JsonNode several = json.get("MultiFiles");
    unread.remove("MultiFiles");
    if (several == null) {
      return List.of(
          PackageFile.newBuilder()
              .setUrl(text("FirmwareUrl"))
              .setSize(size("FirmwareSize"))
              .setSignValue(optionalText("FirmwareSign"))
              .build());
    }
    if (!several.isArray()) {
      throw new IllegalArgumentException("MultiFiles must be an array");
    }
    List<PackageFile> files = new ArrayList<>();
    for (JsonNode file : several) {
      FirmwareReader in = new FirmwareReader(file);
      files.add(
          PackageFile.newBuilder()
              .setName(in.text("Name"))
              .setUrl(in.text("Url"))
              .setSize(in.size("Size"))
              .setSignValue(in.optionalText("SignValue"))
              .setFileMd5(in.optionalText("FileMd5"))
              .build());
      in.finish();
    }
    return files;
  }

  private void finish() {
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException("a package has no such members: " + unread);
    }
  }

  private String text(String name) {
    String text = optionalText(name);
    if (text == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return text;
  }

  private @Nullable String optionalText(String name) {
    JsonNode value = json.get(name);
    unread.remove(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new IllegalArgumentException(name + " must be a text");
    }
    return value.textValue();
  }

  private @Nullable Integer optionalInt(String name) {
    JsonNode value = json.get(name);
    unread.remove(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new IllegalArgumentException(name + " must be a whole number");
    }
    return value.intValue();
  }

  private long size(String name) {
    Integer size = optionalInt(name);
    if (size == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return size;
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
