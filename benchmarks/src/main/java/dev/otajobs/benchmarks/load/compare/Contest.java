package dev.otajobs.benchmarks.load.compare;

import dev.otajobs.benchmarks.load.report.Chart;
import dev.otajobs.benchmarks.load.report.Numbers;
import dev.otajobs.benchmarks.load.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Those that are compared take turns, A B A B, and are compared within a round only. */
public final class Contest {

  private final Map<String, Supplier<Score>> contestants = new LinkedHashMap<>();
  private final Map<String, List<Score>> scores = new LinkedHashMap<>();
  private final Map<String, String> absent = new LinkedHashMap<>();

  public Contest add(String name, DoubleSupplier run) {
    return addMetered(name, () -> Score.of(run.getAsDouble()));
  }

  /** One whose CPU is measured, too. */
  public Contest addMetered(String name, Supplier<Score> run) {
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
      for (Map.Entry<String, Supplier<Score>> contestant : contestants.entrySet()) {
        Score score = contestant.getValue().get();
        scores.computeIfAbsent(contestant.getKey(), name -> new ArrayList<>()).add(score);
        System.out.printf(
            "  %s: %s%s%n",
            contestant.getKey(),
            Numbers.of(score.value()),
            score.cost().map(cost -> ", CPU " + Numbers.of(cost.work()) + " µs").orElse(""));
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
    Table table = new Table(heads(unit + ", round by round", references));
    scores.forEach(
        (name, all) -> table.add(line(name, references, score -> Optional.of(score.value()))));
    absent.forEach((name, why) -> table.add(List.of(name, why)));
    return table;
  }

  /** A line for each whose CPU was measured: that of one item in µs, and its ratios. */
  public Table costs(String item, List<String> references) {
    List<String> heads = heads("CPU of %s, µs, round by round".formatted(item), references);
    heads.addAll(List.of("collector, µs", "compilers, µs"));
    Table table = new Table(heads);
    for (String name : scores.keySet()) {
      if (!figures(name, Contest::withCollector).isEmpty()) {
        List<String> line = line(name, references, score -> score.cost().map(Cost::work));
        line.add(costs(name, Cost::collector));
        line.add(costs(name, Cost::compilers));
        table.add(line);
      }
    }
    return table;
  }

  private static List<String> heads(String figure, List<String> references) {
    List<String> heads = new ArrayList<>(List.of("", figure));
    references.forEach(reference -> heads.add("÷ " + reference));
    return heads;
  }

  private List<String> line(
      String name, List<String> references, Function<Score, Optional<Double>> figure) {
    List<Double> values = figures(name, figure);
    List<String> line =
        new ArrayList<>(List.of(name, Numbers.list(values.stream().map(Numbers::of))));
    for (String reference : references) {
      line.add(name.equals(reference) ? "" : ratios(values, figures(reference, figure)));
    }
    return line;
  }

  private String costs(String name, ToDoubleFunction<Cost> part) {
    return Numbers.list(
        scores.getOrDefault(name, List.of()).stream()
            .flatMap(score -> score.cost().stream())
            .map(cost -> Numbers.of(part.applyAsDouble(cost))));
  }

  private List<Double> figures(String name, Function<Score, Optional<Double>> figure) {
    return scores.getOrDefault(name, List.of()).stream()
        .flatMap(score -> figure.apply(score).stream())
        .toList();
  }

  public Chart chart(String title, String unit) {
    Chart.Bars bars = new Chart.Bars(title, unit);
    scores.forEach((name, values) -> bars.add(name, mean(values)));
    return bars;
  }

  public double mean(String name) {
    return mean(scores.getOrDefault(name, List.of()));
  }

  /**
   * The CPU of one item, the collector's included, as a multiple of the reference's in the same
   * round: the least of all rounds, since what disturbs a run adds to it. Empty if not measured.
   */
  public OptionalDouble leastCost(String name, String reference) {
    List<Double> own = figures(name, Contest::withCollector);
    List<Double> others = figures(reference, Contest::withCollector);
    return IntStream.range(0, Math.min(own.size(), others.size()))
        .mapToDouble(round -> own.get(round) / others.get(round))
        .min();
  }

  private static Optional<Double> withCollector(Score score) {
    return score.cost().map(cost -> cost.work() + cost.collector());
  }

  private static String ratios(List<Double> values, List<Double> others) {
    if (others.size() != values.size()) {
      return "";
    }
    List<String> ratios = new ArrayList<>();
    for (int round = 0; round < values.size(); round++) {
      ratios.add(Numbers.ratio(values.get(round) / others.get(round)));
    }
    return Numbers.list(ratios.stream());
  }

  private static double mean(List<Score> values) {
    return values.stream().mapToDouble(Score::value).average().orElse(0);
  }
}
