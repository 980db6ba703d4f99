package dev.otajobs.it;

import dev.otajobs.testkit.events.Events;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A file of accounts, as an operator would write it. */
final class AccountsFixture {

  static final String KEY = "localAccessKeyId";
  static final String SECRET = "localAccessKeySecret";
  static final String OTHER_KEY = "otherAccessKeyId";
  static final String BURST_KEY = "burstAccessKeyId";
  static final String TOKEN = "a-bearer-token";

  /** The SHA-256 of {@link #TOKEN}: printf a-bearer-token | sha256sum. */
  private static final String TOKEN_HASH =
      "f0a6dc3545af6be9722f4b304e8991f55716ebaa9607303a70751cd89eb4e4f2";

  private AccountsFixture() {}

  /** The first account owns the events of {@link Events}; the others own nothing. */
  static Path write() {
    String json =
        """
        {"accounts": [
          {"accountId": "%s", "requestsPerSecond": 100000,
           "accessKeys": [{"id": "%s", "secret": "%s"}],
           "bearerTokens": [{"sha256": "%s"}]},
          {"accountId": "200", "accessKeys": [{"id": "%s", "secret": "%s"}]},
          {"accountId": "300", "accessKeys": [{"id": "%s", "secret": "%s"}]}
        ]}
        """
            .formatted(
                Events.ACCOUNT, KEY, SECRET, TOKEN_HASH, OTHER_KEY, SECRET, BURST_KEY, SECRET);
    try {
      Path file = RealStack.newDirectory("accounts").resolve("accounts.json");
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
