package dev.otajobs.auth.accounts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file of accounts, which nobody but its owner may read or write. */
final class AccountsFile {

  private static final int MAX_BYTES = 4 * 1024 * 1024;
  private static final Set<PosixFilePermission> OWNER =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_EXECUTE);

  private final Path path;

  AccountsFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  /**
   * What is different whenever the file is: with the permissions, since a file that they forbade is
   * read once they are right.
   */
  record Stamp(
      FileTime modified,
      long size,
      @Nullable Object fileKey,
      Optional<Set<PosixFilePermission>> permissions) {}

  /** Empty if there is no such file. */
  Optional<Stamp> stamp() {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return Optional.of(
          new Stamp(now.lastModifiedTime(), now.size(), now.fileKey(), permissions()));
    } catch (IOException e) {
      return Optional.empty();
    }
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
    Optional<Set<PosixFilePermission>> mode = permissions();
    if (mode.isPresent() && !OWNER.containsAll(mode.get())) {
      throw new AccountsException(
          "is open to others than its owner ("
              + PosixFilePermissions.toString(mode.get())
              + "): chmod 600 "
              + path);
    }
  }

  /** Empty on a file system that has none. */
  private Optional<Set<PosixFilePermission>> permissions() throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? Optional.of(Files.getPosixFilePermissions(path))
        : Optional.empty();
  }

  private AccountsException problem(String problem) {
    return new AccountsException("accounts file " + path + " " + problem);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
