package dev.otajobs.faults.supervise;

import dev.otajobs.testkit.signing.Hashes;
import dev.otajobs.testkit.signing.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Two accounts: one that calls without a signature, one with a bearer token and an access key. */
public record Accounts(Path file) {

  public static final String UNSIGNED = "100000000000001";
  public static final String TOKEN_HOLDER = "100000000000002";

  /** The bearer token of {@link #TOKEN_HOLDER}. */
  public static final String TOKEN = "fault-tests-bearer-token-0123456789";

  /** The access key of {@link #TOKEN_HOLDER}. */
  public static final Signer KEY = new Signer("faultTestsKeyId", "faultTestsKeySecret");

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
            .formatted(TOKEN_HOLDER, KEY.keyId(), KEY.secret(), Hashes.sha256(TOKEN));
    try {
      Files.createDirectories(dir);
      Files.writeString(file, json);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return new Accounts(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
