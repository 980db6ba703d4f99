package dev.otajobs.benchmarks.load.measures.query;

import dev.otajobs.benchmarks.load.compare.Contest;
import dev.otajobs.benchmarks.load.compare.LatencyTable;
import dev.otajobs.benchmarks.load.data.Dataset;
import dev.otajobs.benchmarks.load.open.Latencies;
import dev.otajobs.benchmarks.load.open.OpenLoop;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.benchmarks.load.rig.Cluster;
import dev.otajobs.benchmarks.load.rig.Scale;
import dev.otajobs.benchmarks.load.wrk.Request;
import dev.otajobs.benchmarks.load.wrk.RequestFiles;
import dev.otajobs.benchmarks.load.wrk.Wrk;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** What it costs when another instance owns the job. */
public final class Forwarded {

  private static final String LOCAL = "own jobs";
  private static final String FORWARDED = "forwarded";
  private static final int JOBS = 10_000;

  private Forwarded() {}

  /** Measures. */
  public static Section run(Bench bench) {
    Scale scale = bench.scale();
    bench.unload();
    Dataset dataset = bench.dataset(Math.min(JOBS, scale.jobs()));
    Cluster cluster = Cluster.pair(bench, dataset.topic());
    int port = cluster.instances().get(0).port();
    Supplier<Request> own = requests(cluster.jobIds(0, true, dataset.jobs(), JOBS));
    Supplier<Request> others = requests(cluster.jobIds(0, false, dataset.jobs(), JOBS));
    LatencyTable latency =
        new LatencyTable()
            .add(LOCAL, () -> latency(scale, port, own))
            .add(FORWARDED, () -> latency(scale, port, others))
            .run(scale.rounds());
    Section section =
        new Section("Forwarded: two instances, one is asked")
            .text("%,d jobs; latency at %,d requests a second.".formatted(JOBS, scale.rate()))
            .table(latency.table(LOCAL));
    if (!Wrk.isInstalled()) {
      return section.text("Throughput: " + Wrk.MISSING);
    }
    Contest throughput =
        new Contest()
            .add(LOCAL, () -> throughput(bench, port, LOCAL, own))
            .add(FORWARDED, () -> throughput(bench, port, FORWARDED, others))
            .run(scale.rounds());
    return section.table(throughput.table("requests/s", List.of(LOCAL)));
  }

  private static Supplier<Request> requests(List<String> jobIds) {
    SplittableRandom random = new SplittableRandom(4711);
    return () -> Request.unsigned(jobIds.get(random.nextInt(jobIds.size())));
  }

  private static Latencies latency(Scale scale, int port, Supplier<Request> requests) {
    try (OpenLoop loop = new OpenLoop(port)) {
      loop.run(requests, scale.rate(), scale.warm());
      return loop.run(requests, scale.rate(), scale.load());
    }
  }

  private static double throughput(Bench bench, int port, String name, Supplier<Request> requests) {
    Path files =
        RequestFiles.write(bench.dir().resolve("requests"), name.replace(' ', '-'), JOBS, requests);
    return bench
        .wrk()
        .run(port, Wrk.Script.requests(files, false), bench.scale().loadSeconds())
        .requireAnswered()
        .perSecond();
  }
}
