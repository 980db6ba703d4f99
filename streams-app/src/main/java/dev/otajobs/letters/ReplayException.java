package dev.otajobs.letters;

/** A dead letter was not written again; the message says why, for an operator. */
public final class ReplayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String why;

  ReplayException(String why) {
    super(why);
    this.why = why;
  }

  ReplayException(String why, Throwable cause) {
    super(why, cause);
    this.why = why;
  }

  /** The message. */
  public String why() {
    return why;
  }
}
