package dev.otajobs.benchmarks.load.measures.life;

import dev.otajobs.benchmarks.load.data.Dataset;
import dev.otajobs.benchmarks.load.measures.Measure;
import dev.otajobs.benchmarks.load.report.Numbers;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.report.Table;
import dev.otajobs.benchmarks.load.rig.Await;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.benchmarks.load.rig.Cluster;
import dev.otajobs.benchmarks.load.rig.Probe;
import java.time.Duration;
import java.util.List;

/** How long the jobs of an instance that is killed are not answered for, and not folded. */
public final class Failover implements Measure {

  private static final Duration AT_MOST = Duration.ofSeconds(40);

  /** Until the standbys have what the owners have: nobody can be asked for that. */
  private static final Duration STANDBYS = Duration.ofSeconds(3);

  private static final long JOBS = 10_000;

  @Override
  public String name() {
    return "failover";
  }

  @Override
  public String description() {
    return "SIGKILL to one of two instances: until its jobs are answered, until they have an owner";
  }

  @Override
  public Section run(Bench bench) {
    Dataset dataset = bench.dataset(Math.min(JOBS, bench.scale().jobs()));
    Table table =
        new Table(List.of("round", "until a standby answers, ms", "until an owner answers, ms"));
    // A round takes the session's 10 s and both starts.
    for (int round = 1; round <= bench.scale().rounds(); round++) {
      Measured times = measure(bench, dataset);
      System.out.println("  " + times);
      table.add(
          List.of(
              Integer.toString(round),
              Numbers.of(times.standby.toMillis()),
              bench.scale().isSmoke() ? "not waited for" : Numbers.of(times.owner.toMillis())));
    }
    return new Section("Failover of two instances")
        .table(table)
        .text(
            "From the SIGKILL on, a job of the dead one is asked for at the other; the answer of an owner is the first one without `Ota-Staleness-Ms`. Session timeout 10 s, one standby.");
  }

  private record Measured(Duration standby, Duration owner) {}

  private static Measured measure(Bench bench, Dataset dataset) {
    Cluster cluster = Cluster.pair(bench, dataset.topic());
    try {
      String job = cluster.jobIds(1, true, dataset.jobs(), 1).get(0);
      Probe survivor = cluster.instances().get(0).probe();
      Await.require(AT_MOST, "the job", () -> survivor.finds(job));
      if (!bench.scale().isSmoke()) {
        Await.pause(STANDBYS);
      }
      cluster.instances().get(1).process().kill();
      long start = System.nanoTime();
      Await.require(AT_MOST, "a standby's answer", () -> survivor.finds(job));
      Duration standby = Duration.ofNanos(System.nanoTime() - start);
      if (!bench.scale().isSmoke()) {
        Await.require(AT_MOST, "an owner's answer", () -> isFresh(survivor, job));
      }
      return new Measured(standby, Duration.ofNanos(System.nanoTime() - start));
    } finally {
      bench.unload();
    }
  }

  private static boolean isFresh(Probe probe, String job) {
    return probe
        .get(Probe.query(job))
        .filter(reply -> reply.statusCode() == 200)
        .filter(reply -> reply.headers().firstValue("Ota-Staleness-Ms").isEmpty())
        .isPresent();
  }
}
