package dev.otajobs.faults.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Two accounts: one that calls without a signature, one with a bearer token and an access key. */
public record Accounts(Path file) {

  public static final String UNSIGNED = "100000000000001";
  public static final String TOKEN_HOLDER = "100000000000002";

  /** The bearer token of {@link #TOKEN_HOLDER}. */
  public static final String TOKEN = "fault-tests-bearer-token-0123456789";

  /** The access key of {@link #TOKEN_HOLDER}. */
  public static final String KEY_ID = "faultTestsKeyId";

  public static final String KEY_SECRET = "faultTestsKeySecret";

  static Accounts write(Path dir) {
    Path file = dir.resolve("accounts.json");
    String json =
        """
        {"accounts": [{
          "accountId": "%s",
          "requestsPerSecond": 100000,
          "accessKeys": [{"id": "%s", "secret": "%s", "enabled": true}],
          "bearerTokens": [{"sha256": "%s", "enabled": true}]
        }]}
        """
            .formatted(TOKEN_HOLDER, KEY_ID, KEY_SECRET, sha256(TOKEN));
    try {
      Files.createDirectories(dir);
      Files.writeString(file, json);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return new Accounts(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
