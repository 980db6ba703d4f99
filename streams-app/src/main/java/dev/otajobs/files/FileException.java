package dev.otajobs.files;

/**
 * A file that cannot be used. The message is the problem, to be read after the file's name; it
 * quotes nothing of the file.
 */
public final class FileException extends Exception {

  private static final long serialVersionUID = 1L;

  /** The problem, as it follows the file's name. */
  public FileException(String problem) {
    super(problem);
  }

  /** The problem. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
