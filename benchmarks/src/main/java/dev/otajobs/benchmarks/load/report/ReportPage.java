package dev.otajobs.benchmarks.load.report;

import dev.otajobs.testkit.report.MarkedPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The part of a page between two marks, with a part of its own for each measure: one that was run
 * replaces its own, the others stay as they are.
 */
public final class ReportPage {

  private final MarkedPage page;
  private final Path plots;

  /**
   * @param page has the marks; made anew if there is none
   */
  public ReportPage(Path page) {
    Path file = page.toAbsolutePath();
    this.page = new MarkedPage(file, "scripts/bench-load");
    this.plots = file.resolveSibling(file.getFileName().toString().replace(".md", ""));
  }

  /**
   * Writes what came of a measure.
   *
   * @param order the names of all measures
   * @param how machine, versions and command
   */
  public void put(List<String> order, String name, Section section, String how) {
    try {
      String results = page.results();
      StringBuilder merged = new StringBuilder();
      for (String each : order) {
        merged.append(each.equals(name) ? part(name, section, how) : existing(results, each));
      }
      page.replace(merged.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String part(String name, Section section, String how) throws IOException {
    StringBuilder text = new StringBuilder(mark(name, "begin"));
    text.append("\n### ").append(section.title()).append("\n\n");
    section.parts().forEach(part -> text.append(part).append('\n'));
    int number = 0;
    for (Chart chart : section.charts()) {
      String file = String.format(Locale.ROOT, "%s%s.svg", name, number == 0 ? "" : "-" + number);
      Files.createDirectories(plots);
      Files.writeString(plots.resolve(file), chart.svg());
      text.append("![%s](%s/%s)%n%n".formatted(chart.title(), plots.getFileName(), file));
      number++;
    }
    return text.append(how).append("\n\n").append(mark(name, "end")).toString();
  }

  private static String existing(String results, String name) {
    int begin = results.indexOf(mark(name, "begin"));
    int end = results.indexOf(mark(name, "end"));
    return begin < 0 || end < 0 ? "" : results.substring(begin, end + mark(name, "end").length());
  }

  private static String mark(String name, String which) {
    return "<!-- %s: %s -->\n".formatted(name, which);
  }
}
