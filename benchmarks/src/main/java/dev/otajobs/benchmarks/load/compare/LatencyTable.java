package dev.otajobs.benchmarks.load.compare;

import dev.otajobs.benchmarks.load.open.Latencies;
import dev.otajobs.benchmarks.load.report.Chart;
import dev.otajobs.benchmarks.load.report.Numbers;
import dev.otajobs.benchmarks.load.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Percentiles of those that take turns, round by round. */
public final class LatencyTable {

  private static final List<Double> PERCENTS = List.of(50.0, 99.0, 99.9, 100.0);

  private final Map<String, Supplier<Latencies>> contestants = new LinkedHashMap<>();
  private final Map<String, List<Latencies>> times = new LinkedHashMap<>();
  private final Map<String, String> absent = new LinkedHashMap<>();

  public LatencyTable add(String name, Supplier<Latencies> run) {
    contestants.put(name, run);
    return this;
  }

  public LatencyTable absent(String name, String why) {
    absent.put(name, why);
    return this;
  }

  /** A round that does not count. */
  public LatencyTable warm() {
    contestants.values().forEach(run -> run.get().requireAnswered());
    return this;
  }

  public LatencyTable run(int rounds) {
    for (int round = 0; round < rounds; round++) {
      contestants.forEach(
          (name, run) -> {
            Latencies result = run.get().requireAnswered();
            times.computeIfAbsent(name, key -> new ArrayList<>()).add(result);
            System.out.printf(
                "  %s: p50 %s ms, p99 %s ms, p99.9 %s ms%n",
                name,
                Numbers.of(result.percentile(50)),
                Numbers.of(result.percentile(99)),
                Numbers.of(result.percentile(99.9)));
          });
    }
    return this;
  }

  /** Milliseconds; the ratio is that of the p99. */
  public Table table(String reference) {
    Table table =
        new Table(List.of("ms", "p50", "p99", "p99.9", "longest", "calls", "p99 ÷ " + reference));
    times.forEach(
        (name, results) -> {
          List<String> line = new ArrayList<>(List.of(name));
          PERCENTS.forEach(p -> line.add(cell(results, r -> r.percentile(p))));
          line.add(cell(results, r -> r.nanos().getTotalCount()));
          line.add(
              name.equals(reference)
                  ? ""
                  : ratios(results, times.getOrDefault(reference, List.of())));
          table.add(line);
        });
    absent.forEach((name, why) -> table.add(List.of(name, why)));
    return table;
  }

  public Chart chart(String title) {
    Chart.Bars bars = new Chart.Bars(title, "p99, ms");
    times.forEach(
        (name, results) ->
            bars.add(
                name, results.stream().mapToDouble(r -> r.percentile(99)).average().orElse(0)));
    return bars;
  }

  private static String ratios(List<Latencies> mine, List<Latencies> others) {
    List<String> ratios = new ArrayList<>();
    for (int round = 0; round < Math.min(mine.size(), others.size()); round++) {
      ratios.add(Numbers.ratio(mine.get(round).percentile(99) / others.get(round).percentile(99)));
    }
    return Numbers.list(ratios.stream());
  }

  private static String cell(List<Latencies> results, ToDoubleFunction<Latencies> figure) {
    return Numbers.list(results.stream().map(r -> Numbers.of(figure.applyAsDouble(r))));
  }
}
