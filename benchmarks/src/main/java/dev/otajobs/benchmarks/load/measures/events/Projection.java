package dev.otajobs.benchmarks.load.measures.events;

import dev.otajobs.benchmarks.load.compare.Contest;
import dev.otajobs.benchmarks.load.compare.Cost;
import dev.otajobs.benchmarks.load.compare.Score;
import dev.otajobs.benchmarks.load.data.Dataset;
import dev.otajobs.benchmarks.load.peers.Peer;
import dev.otajobs.benchmarks.load.peers.PeerKind;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.rig.Bench;
import java.time.Duration;
import java.util.List;

/** How fast events become jobs, at both guarantees. */
public final class Projection {

  /** To poll and decode, and no more. */
  public static final String CEILING = "decode only";

  /** The default guarantee. */
  public static final String EXACTLY_ONCE = "exactly_once_v2";

  private static final String AT_LEAST_ONCE = "at_least_once";

  /** With 200,000 of them much of a run lay before all was compiled. */
  private static final long JOBS = 1_000_000;

  private static final Duration PEER_AT_MOST = Duration.ofSeconds(150);

  private Projection() {}

  /** Measures. */
  public static Section run(Bench bench) {
    Dataset dataset = bench.dataset(Math.min(JOBS, bench.scale().jobs()));
    long events = dataset.events();
    bench.unload();
    Contest contest = ours(bench, dataset);
    for (PeerKind kind : PeerKind.values()) {
      if (kind.missing().isEmpty()) {
        Dataset theirs = bench.peerDataset(dataset.jobs());
        contest.addMetered(kind.title(), () -> peer(bench, kind, theirs));
      } else {
        contest.absent(kind.title(), kind.missing());
      }
    }
    contest.run(bench.scale().rounds());
    return new Section("Projection: events a second into an empty store")
        .table(contest.table("events/s", List.of(CEILING, AT_LEAST_ONCE)))
        .table(contest.costs("an event", List.of(CEILING, EXACTLY_ONCE)))
        .text(
            "%,d events of %,d jobs, the same for all; each run is a new process. Ours has one thread, the peers two. Ours is timed from the first event on; the peers from when they say that they are ready, with some events folded, until the last jobs are found."
                .formatted(events, dataset.jobs()))
        .text(
            "CPU is user and system time of the process that folds, and of its database, without the threads of the collector and the compilers; the broker's is not in it. That of the peers is from when they say that they are ready, divided by all events, of which they have folded some before.")
        .chart(contest.chart("Projection", "events/s"));
  }

  /** The ceiling and both guarantees; nothing has run yet. */
  public static Contest ours(Bench bench, Dataset dataset) {
    long events = dataset.events();
    String topic = dataset.topic();
    return new Contest()
        .addMetered(CEILING, () -> new Decoding(bench, topic).run(events))
        .addMetered(AT_LEAST_ONCE, () -> new Folding(bench, topic, AT_LEAST_ONCE).run(events))
        .addMetered(EXACTLY_ONCE, () -> new Folding(bench, topic, EXACTLY_ONCE).run(events));
  }

  private static Score peer(Bench bench, PeerKind kind, Dataset dataset) {
    try (Peer peer = Peer.start(bench, kind, dataset)) {
      long start = System.nanoTime();
      Cost.Metered<Boolean> metered =
          Cost.meter(
              peer.processes(),
              () -> peer.awaitJobs(dataset.jobs(), PEER_AT_MOST),
              folded -> dataset.events());
      if (!metered.result()) {
        throw new IllegalStateException(kind.title() + " does not fold all events in time");
      }
      return new Score(dataset.events() * 1e9 / (System.nanoTime() - start), metered.cost());
    }
  }
}
