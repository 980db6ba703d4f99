package dev.otajobs.benchmarks.load.rig;

import dev.otajobs.testkit.events.Events;
import dev.otajobs.testkit.signing.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One account with the greatest quota and many access keys: a key has at most a million nonces in
 * 30 minutes, which is less than a run uses.
 */
public final class Accounts {

  /** So many keys, numbered from 0. */
  public static final int KEYS = 64;

  private static final int GREATEST_QUOTA = 100_000;

  private Accounts() {}

  /** The access key of this number. */
  public static Signer key(int number) {
    return new Signer("benchLoadKey" + number, "benchLoadSecret" + number);
  }

  static Path write(Path dir) {
    String keys =
        IntStream.range(0, KEYS)
            .mapToObj(Accounts::key)
            .map(key -> "{\"id\":\"%s\",\"secret\":\"%s\"}".formatted(key.keyId(), key.secret()))
            .collect(Collectors.joining(","));
    String json =
        "{\"accounts\":[{\"accountId\":\"%s\",\"requestsPerSecond\":%d,\"accessKeys\":[%s]}]}"
            .formatted(Events.ACCOUNT, GREATEST_QUOTA, keys);
    return privately(dir.resolve("accounts.json"), json);
  }

  static Path privately(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
