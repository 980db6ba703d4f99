package dev.otajobs.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Who may open a file.
 *
 * @param permissions empty if the file system has no POSIX permissions
 * @param owner the name of its owner; empty if the file system has no POSIX permissions
 */
public record FileMode(Optional<Set<PosixFilePermission>> permissions, String owner) {

  private static final String ROOT = "root";

  private static final Set<PosixFilePermission> HARMLESS =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_EXECUTE);

  /** The mode of this file; of a link, that of its target. */
  public static FileMode of(Path path) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileMode(Optional.empty(), "");
    }
    PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
    return new FileMode(Optional.of(attributes.permissions()), attributes.owner().getName());
  }

  /**
   * Why the file must not hold a secret, and what to do; empty if only its owner can read it, or,
   * of a file of root's, its group as well. The latter is how Kubernetes mounts a Secret with
   * {@code fsGroup}, and how PostgreSQL takes its key.
   */
  public static Optional<String> problemOfSecret(Path path) throws IOException {
    FileMode mode = of(path);
    return mode.isSecret()
        ? Optional.empty()
        : Optional.of(
            "is open to others than its owner ("
                + mode.permissions().map(PosixFilePermissions::toString).orElse("")
                + "): chmod "
                // Another user's service could not read root's file of mode 600.
                + (mode.isRoots() && !ROOT.equals(System.getProperty("user.name")) ? 640 : 600)
                + " "
                + path);
  }

  private boolean isRoots() {
    return owner.equals(ROOT);
  }

  /** Whether its owner, and of root's files one group, are all who can read it. */
  boolean isSecret() {
    return permissions.filter(mode -> !mode.stream().allMatch(this::isHarmless)).isEmpty();
  }

  private boolean isHarmless(PosixFilePermission permission) {
    return HARMLESS.contains(permission)
        || (isRoots() && permission == PosixFilePermission.GROUP_READ);
  }
}
