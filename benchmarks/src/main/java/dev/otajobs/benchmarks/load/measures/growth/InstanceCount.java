package dev.otajobs.benchmarks.load.measures.growth;

import dev.otajobs.benchmarks.load.data.Dataset;
import dev.otajobs.benchmarks.load.data.JobIds;
import dev.otajobs.benchmarks.load.measures.NotHere;
import dev.otajobs.benchmarks.load.report.Chart;
import dev.otajobs.benchmarks.load.report.Numbers;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.report.Table;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.benchmarks.load.rig.Cluster;
import dev.otajobs.benchmarks.load.wrk.Wrk;
import dev.otajobs.testkit.service.Instance;
import java.util.List;

/** What more instances give, or cost where they share the cores. */
public final class InstanceCount {

  private static final List<Integer> COUNTS = List.of(1, 2, 4);
  private static final List<Integer> SMOKE = List.of(2);
  private static final long JOBS = 10_000;

  private static final int MOST_WARM_UPS = 25;
  private static final double FASTER = 1.03;

  /** So many loads in a row. */
  private static final int STEADY = 3;

  private InstanceCount() {}

  /** Measures. */
  public static Section run(Bench bench) {
    if (!Wrk.isInstalled()) {
      throw new NotHere(Wrk.MISSING);
    }
    if (!bench.scale().isSmoke()) {
      bench.unload();
    }
    Dataset dataset = bench.dataset(Math.min(JOBS, bench.scale().jobs()));
    Table table = new Table(List.of("instances", "requests/s, all together"));
    Chart.Lines chart = new Chart.Lines("Requests a second of all instances", "instances");
    for (int count : bench.scale().isSmoke() ? SMOKE : COUNTS) {
      double perSecond =
          bench.scale().isSmoke()
              ? load(bench, Cluster.pair(bench, dataset.topic()), dataset, 1)
              : measure(bench, dataset, count);
      System.out.printf("  %d instances: %s%n", count, Numbers.of(perSecond));
      table.add(List.of(Integer.toString(count), Numbers.of(perSecond)));
      chart.add("requests/s", count, perSecond);
    }
    return new Section("Growth from 1 to 4 instances")
        .table(table)
        .text(
            "%,d jobs; one wrk for each instance, 64 connections in all, random JobIds, so of N instances each passes on (N - 1) / N of its calls. Before it they are loaded until they get no faster. They share the cores of this machine: more of them cannot answer more here."
                .formatted(dataset.jobs()))
        .chart(chart);
  }

  private static double measure(Bench bench, Dataset dataset, int count) {
    try (Cluster cluster = Cluster.start(bench, dataset.topic(), count)) {
      warm(bench, cluster, dataset);
      return load(bench, cluster, dataset, bench.scale().loadSeconds());
    }
  }

  /** Loads them until they get no faster: the more there are, the longer their compilers take. */
  private static void warm(Bench bench, Cluster cluster, Dataset dataset) {
    double best = 0;
    int steady = 0;
    for (int loads = 0; loads < MOST_WARM_UPS && steady < STEADY; loads++) {
      double now = load(bench, cluster, dataset, bench.scale().warmSeconds());
      steady = now < FASTER * best ? steady + 1 : 0;
      best = Math.max(best, now);
    }
  }

  private static double load(Bench bench, Cluster cluster, Dataset dataset, int seconds) {
    Wrk.Script script = Wrk.Script.random(JobIds.PREFIX, dataset.jobs());
    int connections = Wrk.CONNECTIONS / cluster.instances().size();
    List<Process> loads =
        cluster.instances().stream()
            .map(Instance::port)
            .map(port -> bench.wrk().start(port, script, seconds, connections))
            .toList();
    try {
      return loads.stream()
          .mapToDouble(load -> Wrk.finish(load, seconds).requireAnswered().perSecond())
          .sum();
    } finally {
      loads.forEach(Process::destroyForcibly);
    }
  }
}
