package dev.otajobs.benchmarks.load.compare;

import dev.otajobs.benchmarks.load.report.Chart;
import dev.otajobs.benchmarks.load.report.Numbers;
import dev.otajobs.benchmarks.load.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Those that are compared take turns, A B A B, and are compared within a round only. */
public final class Contest {

  private final Map<String, DoubleSupplier> contestants = new LinkedHashMap<>();
  private final Map<String, List<Double>> scores = new LinkedHashMap<>();
  private final Map<String, String> absent = new LinkedHashMap<>();

  public Contest add(String name, DoubleSupplier run) {
    contestants.put(name, run);
    return this;
  }

  /** One that cannot take part. */
  public Contest absent(String name, String why) {
    absent.put(name, why);
    return this;
  }

  public Contest run(int rounds) {
    for (int round = 1; round <= rounds; round++) {
      for (Map.Entry<String, DoubleSupplier> contestant : contestants.entrySet()) {
        double score = contestant.getValue().getAsDouble();
        scores.computeIfAbsent(contestant.getKey(), name -> new ArrayList<>()).add(score);
        System.out.printf("  %s: %s%n", contestant.getKey(), Numbers.of(score));
      }
    }
    return this;
  }

  /**
   * A line for each, with its ratio to the references pair by pair.
   *
   * @param unit what the scores are
   */
  public Table table(String unit, List<String> references) {
    List<String> head = new ArrayList<>(List.of("", unit + ", round by round"));
    references.forEach(reference -> head.add("÷ " + reference));
    Table table = new Table(head);
    scores.forEach(
        (name, values) -> {
          List<String> line =
              new ArrayList<>(List.of(name, Numbers.list(values.stream().map(Numbers::of))));
          references.forEach(reference -> line.add(ratios(values, reference, name)));
          table.add(line);
        });
    absent.forEach((name, why) -> table.add(List.of(name, why)));
    return table;
  }

  public Chart chart(String title, String unit) {
    Chart.Bars bars = new Chart.Bars(title, unit);
    scores.forEach((name, values) -> bars.add(name, mean(values)));
    return bars;
  }

  public double mean(String name) {
    return mean(scores.getOrDefault(name, List.of()));
  }

  private String ratios(List<Double> values, String reference, String name) {
    List<Double> others = scores.getOrDefault(reference, List.of());
    if (name.equals(reference) || others.size() != values.size()) {
      return "";
    }
    List<String> ratios = new ArrayList<>();
    for (int round = 0; round < values.size(); round++) {
      ratios.add(Numbers.ratio(values.get(round) / others.get(round)));
    }
    return Numbers.list(ratios.stream());
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
