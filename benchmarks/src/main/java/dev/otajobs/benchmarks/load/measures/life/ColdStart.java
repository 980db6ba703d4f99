package dev.otajobs.benchmarks.load.measures.life;

import dev.otajobs.benchmarks.load.compare.Contest;
import dev.otajobs.benchmarks.load.data.Dataset;
import dev.otajobs.benchmarks.load.data.JobIds;
import dev.otajobs.benchmarks.load.peers.Peer;
import dev.otajobs.benchmarks.load.peers.PeerKind;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.benchmarks.load.rig.Programs;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Probe;
import dev.otajobs.testkit.service.ServiceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How long a first instance takes until its first answer. */
public final class ColdStart {

  private static final Duration AT_MOST = Duration.ofSeconds(60);
  private static final String OURS = "OTA Jobs";
  private static final String SHARED = "OTA Jobs, shared classes";
  private static final long JOBS = 10;

  private ColdStart() {}

  /** Measures. */
  public static Section run(Bench bench) {
    bench.unload();
    Dataset dataset = bench.dataset(JOBS);
    Programs plain = bench.programs();
    Programs shared = withSharedClasses(bench, dataset);
    Contest contest =
        new Contest()
            .add(OURS, () -> ours(bench, plain, dataset))
            .add(SHARED, () -> ours(bench, shared, dataset));
    for (PeerKind kind : PeerKind.values()) {
      if (kind.missing().isEmpty()) {
        Dataset theirs = bench.peerDataset(JOBS);
        contest.add(kind.title(), () -> peer(bench, kind, theirs));
      } else {
        contest.absent(kind.title(), kind.missing());
      }
    }
    contest.run(bench.scale().rounds());
    return new Section("Cold start to first answer")
        .table(contest.table("s", List.of(OURS)))
        .text(
            "%d jobs in the topic, asked for every 10 ms. PostgreSQL is up when its service starts. Shared classes: docs/operations.md, Start."
                .formatted(JOBS));
  }

  /**
   * Starts once to write down what is loaded: its classes, on JDK 25 what is known of them, too.
   */
  private static Programs withSharedClasses(Bench bench, Dataset dataset) {
    Path file = bench.newDirectory("classes").resolveSibling("classes.jsa");
    boolean aot = Runtime.version().feature() >= 25;
    ours(
        bench,
        bench.programs().with((aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file),
        dataset);
    return bench.programs().with((aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file);
  }

  private static double ours(Bench bench, Programs programs, Dataset dataset) {
    ServiceSettings settings = bench.settings("cold", dataset.topic());
    try (Instance instance = new Instance("cold", programs.service(), settings).launch()) {
      Probe probe = instance.probe();
      Await.requireSoon(AT_MOST, "the first answer", () -> probe.finds(JobIds.of(0)));
      return instance.age().toMillis() / 1e3;
    }
  }

  private static double peer(Bench bench, PeerKind kind, Dataset dataset) {
    try (Peer peer = Peer.start(bench, kind, dataset)) {
      Await.requireSoon(AT_MOST, "the first answer", () -> peer.probe().finds(JobIds.of(0)));
      return peer.age().toMillis() / 1e3;
    }
  }
}
