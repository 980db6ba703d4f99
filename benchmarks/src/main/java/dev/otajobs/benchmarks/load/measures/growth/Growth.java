package dev.otajobs.benchmarks.load.measures.growth;

import dev.otajobs.benchmarks.load.data.JobIds;
import dev.otajobs.benchmarks.load.report.Chart;
import dev.otajobs.benchmarks.load.report.Numbers;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.report.Table;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.benchmarks.load.rig.Scale;
import dev.otajobs.benchmarks.load.wrk.Wrk;
import dev.otajobs.testkit.machine.Directories;
import dev.otajobs.testkit.machine.ProcessFigures;
import dev.otajobs.testkit.service.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What more jobs cost: memory, disk, throughput. */
public final class Growth {

  private static final List<Long> SIZES = List.of(10_000L, 100_000L, 1_000_000L);

  /** What one size gave. */
  private record Size(
      long jobs, Duration ready, double perSecond, double mebibytes, double bytesPerJob) {}

  private Growth() {}

  /** Measures. */
  public static Section run(Bench bench) {
    List<Size> sizes = new ArrayList<>();
    for (long jobs : sizes(bench.scale())) {
      sizes.add(measure(bench, jobs));
    }
    Table table =
        new Table(
            List.of(
                "jobs",
                "folded from an empty store, s",
                "requests/s",
                "RSS after them, MiB",
                "bytes per job on disk"));
    Chart.Lines memory = new Chart.Lines("RSS", "jobs");
    Chart.Lines throughput = new Chart.Lines("Requests a second", "jobs");
    for (Size size : sizes) {
      table.add(
          List.of(
              Numbers.of(size.jobs),
              Numbers.of(size.ready.toMillis() / 1e3),
              Wrk.isInstalled() ? Numbers.of(size.perSecond) : Wrk.MISSING,
              Numbers.of(size.mebibytes),
              Numbers.of(size.bytesPerJob)));
      memory.add("RSS, MiB", size.jobs, size.mebibytes);
      throughput.add("requests/s", size.jobs, size.perSecond);
    }
    return new Section("Growth from 10 thousand jobs to a million")
        .table(table)
        .text("A fresh instance each, exactly-once, `store.memory.bytes` at its default.")
        .chart(throughput)
        .chart(memory);
  }

  private static TreeSet<Long> sizes(Scale scale) {
    TreeSet<Long> sizes =
        new TreeSet<>(SIZES.stream().filter(size -> size < scale.jobs()).toList());
    sizes.add(scale.jobs());
    return sizes;
  }

  private static Size measure(Bench bench, long jobs) {
    bench.unload();
    String topic = bench.dataset(jobs).topic();
    try (Instance instance = bench.launch("growth", bench.settings("growth", topic))) {
      Duration ready = instance.awaitReady().age();
      double perSecond = Wrk.isInstalled() ? load(bench, instance, jobs) : 0;
      Size size =
          new Size(
              jobs,
              ready,
              perSecond,
              ProcessFigures.of(instance.process().pid()).residentMebibytes(),
              Directories.bytes(instance.stateDir()) / (double) jobs);
      System.out.println("  " + size);
      return size;
    }
  }

  private static double load(Bench bench, Instance instance, long jobs) {
    Wrk.Script script = Wrk.Script.random(JobIds.PREFIX, jobs);
    if (!bench.scale().isSmoke()) {
      bench.wrk().run(instance.port(), script, bench.scale().warmSeconds());
    }
    return bench
        .wrk()
        .run(instance.port(), script, bench.scale().loadSeconds())
        .requireAnswered()
        .perSecond();
  }
}
