package dev.otajobs.auth.accounts;

import dev.otajobs.files.FileMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The file of accounts, which nobody but its owner may read or write. */
final class AccountsFile {

  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private final Path path;

  AccountsFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  Path path() {
    return path;
  }

  /**
   * Reads the accounts.
   *
   * @throws AccountsException if others can read the file, or it cannot be read or used
   */
  Accounts read() {
    try {
      checkMode();
      byte[] document = bytes();
      try {
        return AccountsReader.read(document);
      } finally {
        Arrays.fill(document, (byte) 0);
      }
    } catch (NoSuchFileException e) {
      throw problem("does not exist");
    } catch (IOException e) {
      throw problem("cannot be read: " + e.getClass().getSimpleName());
    } catch (AccountsException e) {
      throw problem(String.valueOf(e.getMessage()));
    }
  }

  private byte[] bytes() throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new AccountsException("is longer than " + MAX_BYTES + " bytes");
      }
      return bytes;
    }
  }

  private void checkMode() throws IOException {
    Optional<String> problem = FileMode.problemOfSecret(path);
    if (problem.isPresent()) {
      throw new AccountsException(problem.get());
    }
  }

  private AccountsException problem(String problem) {
    return new AccountsException("accounts file " + path + " " + problem);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
