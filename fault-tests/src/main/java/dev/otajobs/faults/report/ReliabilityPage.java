package dev.otajobs.faults.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The table in docs/reliability.md, between two marks: a row that was run replaces its line, the
 * others stay as they are, and those that never were say so.
 */
public final class ReliabilityPage {

  private static final String BEGIN = "<!-- results of scripts/faults: begin -->";
  private static final String END = "<!-- results of scripts/faults: end -->";
  private static final String HEAD = "| row | result | figures | run |\n|---|---|---|---|";

  private final Path page;

  public ReliabilityPage(Path page) {
    this.page = page;
  }

  /**
   * Writes the row's line.
   *
   * @param order the names of all rows, in the order of the table
   * @param row its name; a variant of it after a comma
   * @param how seed and form of the run
   */
  public void put(List<String> order, String row, RowResult result, String how) {
    List<String> lines = new ArrayList<>(lines());
    lines.removeIf(line -> line.startsWith("| `" + row + "` |"));
    lines.add(line(row, result, how));
    for (String name : order) {
      if (lines.stream().noneMatch(line -> nameIn(line).equals(name))) {
        lines.add("| `%s` | not run yet | | |".formatted(name));
      }
    }
    lines.sort(Comparator.comparingInt(line -> order.indexOf(nameIn(line))));
    String text = read();
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    String table = BEGIN + "\n\n" + HEAD + "\n" + String.join("\n", lines) + "\n\n";
    try {
      Files.writeString(page, text.substring(0, begin) + table + text.substring(end));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines() {
    String text = read();
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException(page + " has no place for the results: " + BEGIN);
    }
    return Arrays.stream(text.substring(begin, end).split("\n", -1))
        .filter(line -> line.startsWith("| `"))
        .toList();
  }

  private static String line(String row, RowResult result, String how) {
    String figures =
        result.figures().entrySet().stream()
            .map(figure -> figure.getKey() + ": " + figure.getValue())
            .collect(Collectors.joining("; "));
    List<String> why = new ArrayList<>(result.failures());
    if (!result.whyNotRun().isEmpty()) {
      why.add(result.whyNotRun());
    }
    String outcome =
        why.isEmpty()
            ? result.outcome()
            : "**" + result.outcome() + "**: " + String.join("; ", why);
    return "| `%s` | %s | %s | %s, %s, %s, %s |"
        .formatted(
            row, cell(outcome), cell(figures), how, Machine.commit(), Machine.text(), today());
  }

  private static String cell(String text) {
    String line = text.replace("|", "\\|").replaceAll("\\s+", " ");
    return line.length() <= 900 ? line : line.substring(0, 900) + " …";
  }

  private static String today() {
    return LocalDate.now(ZoneOffset.UTC).toString();
  }

  private static String nameIn(String line) {
    return line.substring(3, line.indexOf('`', 3)).split(",", 2)[0];
  }

  private String read() {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
