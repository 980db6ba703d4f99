package dev.otajobs.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a whole file of bounded size. */
public final class SmallFile {

  private SmallFile() {}

  /**
   * Reads a file.
   *
   * @throws FileException if it cannot be read, or is longer than {@code maxBytes}
   */
  public static byte[] read(Path path, int maxBytes) throws FileException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new FileException("is longer than " + maxBytes + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Reads a file that holds a secret.
   *
   * @throws FileException as {@link #read}, and if others than its owner can open it
   */
  public static byte[] readSecret(Path path, int maxBytes) throws FileException {
    Optional<String> problem;
    try {
      problem = FileMode.problemOfSecret(path);
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (problem.isPresent()) {
      throw new FileException(problem.get());
    }
    return read(path, maxBytes);
  }

  private static FileException unreadable(IOException failure) {
    return new FileException(
        failure instanceof NoSuchFileException
            ? "does not exist"
            : "cannot be read: " + failure.getClass().getSimpleName());
  }
}
