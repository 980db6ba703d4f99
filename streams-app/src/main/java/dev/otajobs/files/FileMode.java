package dev.otajobs.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The permissions of a file.
 *
 * @param permissions empty if the file system has no POSIX permissions
 */
public record FileMode(Optional<Set<PosixFilePermission>> permissions) {

  private static final Set<PosixFilePermission> HARMLESS =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_EXECUTE);

  /** The mode of this file; of a link, that of its target. */
  public static FileMode of(Path path) throws IOException {
    return new FileMode(
        path.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? Optional.of(Files.getPosixFilePermissions(path))
            : Optional.empty());
  }

  /** Why the file must not hold a secret, and what to do; empty if only its owner can open it. */
  public static Optional<String> problemOfSecret(Path path) throws IOException {
    return of(path)
        .permissions()
        .filter(mode -> !HARMLESS.containsAll(mode))
        .map(
            mode ->
                "is open to others than its owner ("
                    + PosixFilePermissions.toString(mode)
                    + "): chmod 600 "
                    + path);
  }
}
