package dev.otajobs.benchmarks.load.measures.life;

import dev.otajobs.benchmarks.load.compare.Contest;
import dev.otajobs.benchmarks.load.data.Dataset;
import dev.otajobs.benchmarks.load.open.Traffic;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.ServiceSettings;
import java.time.Duration;
import java.util.List;

/**
 * How soon an instance is ready again after a SIGKILL amid events, with its stores still on disk:
 * with transactional stores and without them.
 */
public final class Killed {

  private static final String TRANSACTIONAL = "transactional stores";
  private static final String PLAIN = "plain stores";
  private static final int PER_SECOND = 500;
  private static final Duration FOLDED = Duration.ofMinutes(30);

  private Killed() {}

  /** Measures. */
  public static Section run(Bench bench) {
    bench.unload();
    Dataset dataset = bench.dataset(bench.scale().jobs());
    Contest contest =
        new Contest()
            .add(TRANSACTIONAL, () -> seconds(bench, dataset, true))
            .add(PLAIN, () -> seconds(bench, dataset, false));
    contest.run(bench.scale().rounds());
    return new Section("Ready after SIGKILL, %,d jobs in the store".formatted(dataset.jobs()))
        .table(contest.table("s", List.of(PLAIN)))
        .text(
            "Killed amid %d events a second; from the start of the new process until `/ready` is 200."
                .formatted(PER_SECOND));
  }

  private static double seconds(Bench bench, Dataset dataset, boolean transactional) {
    ServiceSettings settings =
        bench
            .settings("killed", dataset.topic())
            .with("kafka.group.instance.id", "killed")
            .with("kafka.enable.transactional.statestores", transactional);
    Instance instance = bench.launch("killed", settings);
    try {
      // Ten million events take longer than the usual patience.
      instance.process().awaitReady(instance.probe()::isReady, FOLDED);
      try (Traffic traffic =
          Traffic.start(
              bench.writer(),
              dataset.topic(),
              false,
              Math.min(1_000, dataset.jobs()),
              PER_SECOND)) {
        Await.pause(bench.scale().isSmoke() ? Duration.ofMillis(200) : Duration.ofSeconds(5));
        instance.kill();
      }
      return instance.launch().awaitReady().age().toMillis() / 1e3;
    } finally {
      instance.close();
    }
  }
}
