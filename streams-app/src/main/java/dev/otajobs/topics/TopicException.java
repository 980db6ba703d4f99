package dev.otajobs.topics;

import org.jspecify.annotations.Nullable;

/** The topics are not as they must be, or cannot be asked for. The message says what to do. */
public final class TopicException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TopicException(String message) {
    super(message);
  }

  /**
   * What the brokers answered.
   *
   * @param cause their error
   */
  TopicException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
