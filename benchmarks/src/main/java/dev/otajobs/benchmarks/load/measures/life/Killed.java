package dev.otajobs.benchmarks.load.measures.life;

import dev.otajobs.benchmarks.load.compare.Contest;
import dev.otajobs.benchmarks.load.data.Dataset;
import dev.otajobs.benchmarks.load.measures.Measure;
import dev.otajobs.benchmarks.load.open.Traffic;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.rig.Await;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.benchmarks.load.rig.Instance;
import dev.otajobs.benchmarks.load.rig.InstanceSettings;
import java.time.Duration;
import java.util.List;

/**
 * How soon an instance is ready again after a SIGKILL amid events, with its stores still on disk:
 * with transactional stores and without them.
 */
public final class Killed implements Measure {

  private static final String TRANSACTIONAL = "transactional stores";
  private static final String PLAIN = "plain stores";
  private static final int PER_SECOND = 500;

  @Override
  public String name() {
    return "kill-restart";
  }

  @Override
  public String description() {
    return "from the start after a SIGKILL to ready, exactly once, a static member, one instance";
  }

  @Override
  public Section run(Bench bench) {
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
    InstanceSettings settings =
        bench
            .settings("killed", dataset.topic())
            .with("kafka.group.instance.id", "killed")
            .with("kafka.enable.transactional.statestores", Boolean.toString(transactional));
    Instance first = Instance.launch(bench.programs(), "killed", settings);
    try {
      first.awaitReady();
      try (Traffic traffic =
          Traffic.start(
              bench.writer(), dataset.topic(), false, Math.min(1_000, dataset.jobs()), PER_SECOND)) {
        Await.pause(bench.scale().isSmoke() ? Duration.ofMillis(200) : Duration.ofSeconds(5));
        first.process().kill();
      }
    } finally {
      first.process().kill();
    }
    try (Instance second = Instance.launch(bench.programs(), "killed", settings)) {
      return second.readyAfter().toMillis() / 1e3;
    }
  }
}
