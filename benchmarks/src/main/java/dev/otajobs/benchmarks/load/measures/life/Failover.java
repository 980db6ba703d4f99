package dev.otajobs.benchmarks.load.measures.life;

import dev.otajobs.benchmarks.load.data.Dataset;
import dev.otajobs.benchmarks.load.report.Numbers;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.report.Table;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.benchmarks.load.rig.Cluster;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Probe;
import dev.otajobs.testkit.service.ServiceSettings;
import java.time.Duration;
import java.util.List;

/** How long the jobs of an instance that is killed are not answered for, and not folded. */
public final class Failover {

  private static final Duration AT_MOST = Duration.ofSeconds(40);

  /** Until the standbys have what the owners have: nobody can be asked for that. */
  private static final Duration STANDBYS = Duration.ofSeconds(3);

  private static final long JOBS = 10_000;
  private static final List<String> GUARANTEES = List.of("exactly_once_v2", "at_least_once");

  private Failover() {}

  /** Measures. */
  public static Section run(Bench bench) {
    Dataset dataset = bench.dataset(Math.min(JOBS, bench.scale().jobs()));
    Table table =
        new Table(
            List.of("guarantee", "until a standby answers, ms", "until an owner answers, ms"));
    // Each takes the session's 10 s and both starts.
    for (String guarantee : GUARANTEES) {
      Measured times = measure(bench, dataset, guarantee);
      System.out.println("  " + guarantee + " " + times);
      table.add(
          List.of(
              "`" + guarantee + "`",
              Numbers.of(times.standby.toMillis()),
              bench.scale().isSmoke() ? "not waited for" : Numbers.of(times.owner.toMillis())));
    }
    return new Section("Failover of two instances")
        .table(table)
        .text(
            "From the SIGKILL on, a job of the dead one is asked for at the other; the answer of an owner is the first one without `Ota-Staleness-Ms`. Session timeout 10 s, one standby.");
  }

  private record Measured(Duration standby, Duration owner) {}

  private static Measured measure(Bench bench, Dataset dataset, String guarantee) {
    bench.unload();
    ServiceSettings settings =
        bench.settings("failover", dataset.topic()).with("processing.guarantee", guarantee);
    try (Cluster cluster = Cluster.start(bench, settings, 2)) {
      String job = cluster.jobIds(1, true, dataset.jobs(), 1).get(0);
      Probe survivor = cluster.instances().get(0).probe();
      Await.requireSoon(AT_MOST, "the job", () -> survivor.finds(job));
      if (!bench.scale().isSmoke()) {
        Await.pause(STANDBYS);
      }
      cluster.instances().get(1).process().kill();
      long start = System.nanoTime();
      Await.requireSoon(AT_MOST, "a standby's answer", () -> survivor.finds(job));
      Duration standby = Duration.ofNanos(System.nanoTime() - start);
      if (!bench.scale().isSmoke()) {
        Await.requireSoon(AT_MOST, "an owner's answer", () -> isFresh(survivor, job));
      }
      return new Measured(standby, Duration.ofNanos(System.nanoTime() - start));
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
