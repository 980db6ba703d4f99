package dev.otajobs.cli;

import java.nio.file.FileSystemException;
import java.util.Optional;

/** What a person reads of a failure: its message and those of its causes, on one line. */
public final class FailureText {

  private FailureText() {}

  /** Kafka's exceptions often have what helps in their cause. */
  public static String of(Throwable failure) {
    // Its message is only the path.
    StringBuilder text =
        new StringBuilder(
            failure instanceof FileSystemException ? failure.toString() : message(failure));
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      text.append(": ").append(message(cause));
    }
    return text.toString();
  }

  private static String message(Throwable failure) {
    return Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
  }
}
