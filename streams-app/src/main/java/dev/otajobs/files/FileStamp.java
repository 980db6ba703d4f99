package dev.otajobs.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Attributes that show that a file has changed. The mode is one of them: a file that was refused
 * for its mode is read when the mode is right.
 */
record FileStamp(FileTime modified, long size, @Nullable Object fileKey, FileMode mode) {

  /** Empty if there is no such file. */
  static Optional<FileStamp> of(Path path) {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return Optional.of(
          new FileStamp(now.lastModifiedTime(), now.size(), now.fileKey(), FileMode.of(path)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
