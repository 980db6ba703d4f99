package dev.otajobs.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
   * Why the file must not hold a secret, and what to do; empty if only this process's user can read
   * it, or root and a group. The latter is how Kubernetes mounts a Secret with {@code fsGroup};
   * PostgreSQL has the same rule for its keys.
   */
  public static Optional<String> problemOfSecret(Path path) throws IOException {
    FileMode mode = of(path);
    return mode.isSecretFrom(System.getProperty("user.name"))
        ? Optional.empty()
        : Optional.of(
            "is open to others than its owner ("
                + mode.permissions().map(PosixFilePermissions::toString).orElse("")
                + "): chmod 600 "
                + path);
  }

  /** Whether this user, root and one group of root's choice are all who can read the file. */
  boolean isSecretFrom(@Nullable String user) {
    boolean isRoots = owner.equals(ROOT) && !ROOT.equals(user);
    return permissions
        .filter(
            mode ->
                !mode.stream()
                    .allMatch(
                        permission ->
                            HARMLESS.contains(permission)
                                || (isRoots && permission == PosixFilePermission.GROUP_READ)))
        .isEmpty();
  }
}
