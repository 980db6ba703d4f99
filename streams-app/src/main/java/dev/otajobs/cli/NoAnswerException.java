package dev.otajobs.cli;

/** Nobody answers at the address of an instance. */
public final class NoAnswerException extends Exception {

  private static final long serialVersionUID = 1;

  NoAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
