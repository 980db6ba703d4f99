package dev.otajobs.benchmarks.load.measures.query;

import dev.otajobs.benchmarks.load.compare.LatencyTable;
import dev.otajobs.benchmarks.load.compare.Rivals;
import dev.otajobs.benchmarks.load.data.Dataset;
import dev.otajobs.benchmarks.load.data.JobIds;
import dev.otajobs.benchmarks.load.open.Latencies;
import dev.otajobs.benchmarks.load.open.OpenLoop;
import dev.otajobs.benchmarks.load.open.Traffic;
import dev.otajobs.benchmarks.load.peers.Peer;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.benchmarks.load.rig.Scale;
import dev.otajobs.benchmarks.load.wrk.Request;
import dev.otajobs.benchmarks.load.wrk.SignedRequests;
import java.util.function.Supplier;

/** How long replies take at a fixed rate, while events arrive. */
public final class Latency {

  private static final String PLAIN = "plain";
  private static final int EVENTS_PER_SECOND = 500;

  private Latency() {}

  /** Measures. */
  public static Section run(Bench bench) {
    Scale scale = bench.scale();
    Dataset dataset = bench.dataset(scale.jobs());
    int port = bench.loaded().port();
    Calls calls = new Calls(bench, port);
    Supplier<Request> plain = () -> Request.unsigned(calls.jobId());
    SignedRequests v1 = calls.signed();
    SignedRequests v3 = calls.signed();
    LatencyTable table = new LatencyTable();
    Rivals rivals = Rivals.of(bench);
    add(table, PLAIN, bench, dataset, port, false, plain);
    for (Peer peer : rivals.running()) {
      add(table, peer.kind().title(), bench, dataset, peer.port(), true, plain);
    }
    rivals.absent().forEach(table::absent);
    add(table, "signed v1", bench, dataset, port, false, () -> v1.v1(calls.jobId()));
    add(table, "signed v3", bench, dataset, port, false, () -> v3.v3(calls.jobId()));
    add(table, "304", bench, dataset, port, false, calls.tagged());
    add(
        table,
        "miss",
        bench,
        dataset,
        port,
        false,
        () -> Request.unsigned(calls.jobId().replace(JobIds.PREFIX, JobIds.MISSING)));
    if (!scale.isSmoke()) {
      table.warm();
    }
    table.run(scale.rounds());
    return new Section("Latency at %,d requests a second".formatted(scale.rate()))
        .table(table.table(PLAIN))
        .text(
            "%,d jobs, while %d events a second arrive; each load takes %d s, after %d s and one round that do not count."
                .formatted(
                    scale.jobs(), EVENTS_PER_SECOND, scale.loadSeconds(), scale.warmSeconds()))
        .chart(table.chart("Latency at %,d requests/s".formatted(scale.rate())));
  }

  private static void add(
      LatencyTable table,
      String name,
      Bench bench,
      Dataset dataset,
      int port,
      boolean peer,
      Supplier<Request> requests) {
    table.add(name, () -> load(bench, dataset, port, peer, requests));
  }

  private static Latencies load(
      Bench bench, Dataset dataset, int port, boolean peer, Supplier<Request> requests) {
    Scale scale = bench.scale();
    String topic = peer ? dataset.peerTopic() : dataset.topic();
    try (Traffic traffic =
            Traffic.start(bench.writer(), topic, peer, dataset.jobs(), EVENTS_PER_SECOND);
        OpenLoop loop = new OpenLoop(port)) {
      loop.run(requests, scale.rate(), scale.warm());
      return loop.run(requests, scale.rate(), scale.load());
    }
  }
}
