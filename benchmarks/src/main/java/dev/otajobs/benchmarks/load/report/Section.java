package dev.otajobs.benchmarks.load.report;

import java.util.ArrayList;
import java.util.List;

/** What came of a measure. */
public final class Section {

  private final String title;
  private final List<String> parts = new ArrayList<>();
  private final List<Chart> charts = new ArrayList<>();

  public Section(String title) {
    this.title = title;
  }

  public Section table(Table table) {
    parts.add(table.markdown());
    return this;
  }

  public Section text(String text) {
    parts.add(text + "\n");
    return this;
  }

  public Section chart(Chart chart) {
    charts.add(chart);
    return this;
  }

  String title() {
    return title;
  }

  List<String> parts() {
    return parts;
  }

  List<Chart> charts() {
    return charts;
  }
}
