package dev.otajobs.write;

/** A record was not acknowledged. */
public final class WriteException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean maybeWritten;

  WriteException(boolean maybeWritten, Throwable cause) {
    super(cause.toString(), cause);
    this.maybeWritten = maybeWritten;
  }

  /** Whether it may stand in the topic all the same, now or later. */
  public boolean isMaybeWritten() {
    return maybeWritten;
  }
}
