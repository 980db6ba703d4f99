package dev.otajobs.local;

/** Something local did not start or stop; the message is written for the person at the terminal. */
public final class LocalStackException extends RuntimeException {
  public LocalStackException(String message) {
    super(message);
  }

  public LocalStackException(String message, Throwable cause) {
    super(message, cause);
  }
}
