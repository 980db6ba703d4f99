package dev.otajobs.topics;

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
  TopicException(String message, Throwable cause) {
    super(message, cause);
  }
}
