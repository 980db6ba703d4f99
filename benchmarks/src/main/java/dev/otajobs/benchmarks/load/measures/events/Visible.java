package dev.otajobs.benchmarks.load.measures.events;

import dev.otajobs.benchmarks.load.compare.LatencyTable;
import dev.otajobs.benchmarks.load.compare.Rivals;
import dev.otajobs.benchmarks.load.data.Dataset;
import dev.otajobs.benchmarks.load.open.Latencies;
import dev.otajobs.benchmarks.load.open.Visibility;
import dev.otajobs.benchmarks.load.peers.Peer;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.rig.Bench;

/** How long after its acknowledgement a created job is seen. */
public final class Visible {

  private static final String OURS = "exactly_once_v2";
  private static final int PER_SECOND = 200;

  private Visible() {}

  /** Measures. */
  public static Section run(Bench bench) {
    Dataset dataset = bench.dataset(bench.scale().jobs());
    int port = bench.loaded().port();
    LatencyTable table = new LatencyTable();
    Rivals rivals = Rivals.of(bench);
    table.add(OURS, () -> load(bench, port, dataset.topic(), false));
    for (Peer peer : rivals.running()) {
      table.add(peer.kind().title(), () -> load(bench, peer.port(), dataset.peerTopic(), true));
    }
    rivals.absent().forEach(table::absent);
    table.run(bench.scale().rounds());
    return new Section("From acknowledged to visible, %d creations a second".formatted(PER_SECOND))
        .table(table.table(OURS))
        .text(
            "Each job is asked for from its acknowledgement on, 1 ms after each reply without it.")
        .chart(table.chart("Acknowledged to visible"));
  }

  private static Latencies load(Bench bench, int port, String topic, boolean peer) {
    try (Visibility visibility = new Visibility(port, bench.writer(), topic, peer)) {
      visibility.run(bench.newJobs(), PER_SECOND, bench.scale().warm());
      return visibility.run(bench.newJobs(), PER_SECOND, bench.scale().load());
    }
  }
}
