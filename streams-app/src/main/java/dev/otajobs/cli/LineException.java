package dev.otajobs.cli;

/** A line of a file cannot be written. The message names the file, the line and the problem. */
final class LineException extends Exception {

  private static final long serialVersionUID = 1;

  LineException(String message) {
    super(message);
  }
}
