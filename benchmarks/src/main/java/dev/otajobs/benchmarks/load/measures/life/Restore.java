package dev.otajobs.benchmarks.load.measures.life;

import dev.otajobs.benchmarks.load.report.Numbers;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.report.Table;
import dev.otajobs.benchmarks.load.rig.Bench;
import java.time.Duration;
import java.util.List;

/** How fast a lost store is restored from its changelog. */
public final class Restore {

  private Restore() {}

  /** Measures. */
  public static Section run(Bench bench) {
    bench.loaded();
    Table table =
        new Table(List.of("round", "start with its store, s", "start without, s", "jobs/s"));
    for (int round = 1; round <= bench.scale().rounds(); round++) {
      Duration with = bench.scale().isSmoke() ? Duration.ZERO : start(bench, false);
      Duration without = start(bench, true);
      double seconds = Math.max(0.001, (without.toMillis() - with.toMillis()) / 1e3);
      table.add(
          List.of(
              Integer.toString(round),
              Numbers.of(with.toMillis() / 1e3),
              Numbers.of(without.toMillis() / 1e3),
              Numbers.of(bench.scale().jobs() / seconds)));
    }
    return new Section("Restore of %,d jobs".formatted(bench.scale().jobs()))
        .table(table)
        .text("From the start of the process until `/ready` is 200; jobs over the difference.");
  }

  private static Duration start(Bench bench, boolean empty) {
    Duration took = bench.restart(empty).awaitReady().age();
    System.out.printf("  %s its store: %d ms%n", empty ? "without" : "with", took.toMillis());
    return took;
  }
}
