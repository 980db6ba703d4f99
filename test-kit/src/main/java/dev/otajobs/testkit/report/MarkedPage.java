package dev.otajobs.testkit.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of documentation of which one part, between two marks, is written by a command. The rest
 * stays as people wrote it.
 *
 * @param file is made anew, with nothing but the marks, if there is none
 * @param command names the marks, such as {@code scripts/faults}
 */
public record MarkedPage(Path file, String command) {

  /**
   * What stands between the marks.
   *
   * @throws IllegalStateException if the page has no marks
   */
  public String results() {
    String text = text();
    return text.substring(begin(text), end(text));
  }

  /**
   * Writes this between the marks.
   *
   * @throws IllegalStateException if the page has no marks
   */
  public void replace(String results) {
    String text = text();
    String changed = text.substring(0, begin(text)) + results + text.substring(end(text));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, changed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text() {
    try {
      return Files.exists(file) ? Files.readString(file) : beginMark() + endMark() + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int begin(String text) {
    int at = text.indexOf(beginMark());
    if (at < 0 || text.indexOf(endMark(), at) < 0) {
      throw new IllegalStateException(
          "%s has no place for the results: add the lines %s and %s"
              .formatted(file, beginMark().strip(), endMark()));
    }
    return at + beginMark().length();
  }

  private int end(String text) {
    return text.indexOf(endMark(), begin(text));
  }

  private String beginMark() {
    return "<!-- results of %s: begin -->\n".formatted(command);
  }

  private String endMark() {
    return "<!-- results of %s: end -->".formatted(command);
  }
}
