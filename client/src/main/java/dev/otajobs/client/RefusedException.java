package dev.otajobs.client;

/** The service refuses the question, and will do so again: a token that it does not know, say. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  RefusedException(int status, String body) {
    super("the service refuses the question with status " + status + ": " + body);
    this.status = status;
  }

  /** The status of HTTP. */
  public int status() {
    return status;
  }
}
