package dev.otajobs.faults.report;

import dev.otajobs.testkit.machine.Machine;
import dev.otajobs.testkit.report.MarkedPage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The table in docs/reliability.md, between two marks: a row that was run replaces its line, the
 * others stay as they are, and those that never were say so.
 */
public final class ReliabilityPage {

  private static final String HEAD = "| row | result | figures | run |\n|---|---|---|---|";

  private final MarkedPage page;

  public ReliabilityPage(Path page) {
    this.page = new MarkedPage(page, "scripts/faults");
  }

  /**
   * Writes the row's line.
   *
   * @param order the names of all rows, in the order of the table
   * @param row its name; a variant of it after a comma
   * @param how seed and form of the run
   */
  public void put(List<String> order, String row, RowResult result, String how) {
    List<String> lines =
        new ArrayList<>(page.results().lines().filter(line -> line.startsWith("| `")).toList());
    lines.removeIf(line -> line.startsWith("| `" + row + "` |"));
    lines.add(line(row, result, how));
    for (String name : order) {
      if (lines.stream().noneMatch(line -> nameIn(line).equals(name))) {
        lines.add("| `%s` | not run yet | | |".formatted(name));
      }
    }
    lines.sort(Comparator.comparingInt(line -> order.indexOf(nameIn(line))));
    page.replace("\n" + HEAD + "\n" + String.join("\n", lines) + "\n\n");
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
            row, cell(outcome), cell(figures), how, Machine.commit(), Machine.brief(), today());
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
}
