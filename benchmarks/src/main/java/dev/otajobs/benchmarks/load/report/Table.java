package dev.otajobs.benchmarks.load.report;

import java.util.ArrayList;
import java.util.List;

/** A table for people; lines that are short are filled up. */
public final class Table {

  private final List<String> head;
  private final List<List<String>> lines = new ArrayList<>();

  public Table(List<String> head) {
    this.head = List.copyOf(head);
  }

  public Table add(List<String> line) {
    lines.add(List.copyOf(line));
    return this;
  }

  String markdown() {
    StringBuilder text =
        new StringBuilder(line(head)).append("|---".repeat(head.size())).append("|\n");
    lines.forEach(cells -> text.append(line(cells)));
    return text.toString();
  }

  private String line(List<String> cells) {
    StringBuilder text = new StringBuilder("|");
    for (int column = 0; column < head.size(); column++) {
      String cell = column < cells.size() ? cells.get(column) : "";
      text.append(' ').append(cell.replace("|", "\\|").replaceAll("\\s+", " ")).append(" |");
    }
    return text.append('\n').toString();
  }
}
