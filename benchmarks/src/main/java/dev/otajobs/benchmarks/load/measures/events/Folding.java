package dev.otajobs.benchmarks.load.measures.events;

import dev.otajobs.benchmarks.load.compare.Cost;
import dev.otajobs.benchmarks.load.compare.Score;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Probe;
import java.time.Duration;
import java.util.List;

/** Lets an instance with an empty store fold a topic. */
record Folding(Bench bench, String topic, String guarantee) {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration AT_MOST = Duration.ofSeconds(90);
  private static final String FOLDED = "ota_events_folded_total";

  /** Events a second, from the first one on, and what one costs. */
  Score run(long events) {
    Instance instance =
        bench.launch("fold", bench.settings("fold", topic).with("processing.guarantee", guarantee));
    try {
      Probe probe = instance.probe();
      Await.requireSoon(START, "the first event", () -> folded(probe) > 0);
      long start = System.nanoTime();
      double before = probe.metric(FOLDED).orElse(0);
      if (before >= events) {
        // So few that they were folded before the first look.
        return Score.of(before / (Duration.ofNanos(System.nanoTime() - start).toNanos() / 1e9));
      }
      Cost.Metered<Double> metered =
          Cost.meter(
              List.of(instance.process().pid()),
              () -> untilFolded(probe, events) - before,
              Double::longValue);
      double perSecond = metered.result() * 1e9 / (System.nanoTime() - start);
      return new Score(perSecond, metered.cost());
    } finally {
      // Nobody needs what it has made.
      instance.process().kill();
    }
  }

  private double untilFolded(Probe probe, long events) {
    double[] seen = new double[1];
    Await.until(
        AT_MOST,
        () -> {
          seen[0] = folded(probe);
          return seen[0] >= events;
        });
    return seen[0];
  }

  /** Looks rarely: the metrics are thousands of lines, which the instance has to write. */
  private double folded(Probe probe) {
    Await.pause(Duration.ofMillis(bench.scale().isSmoke() ? 100 : 400));
    return probe.metric(FOLDED).orElse(0);
  }
}
