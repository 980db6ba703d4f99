package dev.otajobs.benchmarks.load.compare;

import dev.otajobs.benchmarks.load.data.Dataset;
import dev.otajobs.benchmarks.load.peers.Peer;
import dev.otajobs.benchmarks.load.peers.PeerKind;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.benchmarks.load.rig.Quiet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The peers that could be started, with all jobs, and why the others could not.
 *
 * @param absent reason by name
 */
public record Rivals(List<Peer> running, Map<String, String> absent) implements AutoCloseable {

  /** What the slowest one may take for a million jobs. */
  private static final Duration LOADING = Duration.ofMinutes(5);

  /** The same ones for all who ask, at rest. */
  public static Rivals of(Bench bench) {
    Rivals rivals = bench.shared(Rivals.class, () -> start(bench));
    if (!bench.scale().isSmoke()) {
      Quiet.await();
    }
    return rivals;
  }

  /** Starts them one after the other; each has loaded before the next begins. */
  private static Rivals start(Bench bench) {
    Rivals rivals = new Rivals(new ArrayList<>(), new LinkedHashMap<>());
    try {
      for (PeerKind kind : PeerKind.values()) {
        rivals.add(bench, kind);
      }
      return rivals;
    } catch (RuntimeException e) {
      rivals.close();
      throw e;
    }
  }

  private void add(Bench bench, PeerKind kind) {
    if (!kind.missing().isEmpty()) {
      absent.put(kind.title(), kind.missing());
      return;
    }
    Dataset dataset = bench.peerDataset(bench.scale().jobs());
    Peer peer;
    try {
      peer = Peer.start(bench, kind, dataset);
    } catch (RuntimeException e) {
      e.printStackTrace();
      absent.put(kind.title(), "could not be started");
      return;
    }
    running.add(peer);
    if (!peer.awaitJobs(dataset.jobs(), LOADING)) {
      running.remove(peer);
      peer.close();
      absent.put(kind.title(), "had not loaded after " + LOADING.toMinutes() + " minutes");
      return;
    }
    peer.settle();
  }

  @Override
  public void close() {
    running.forEach(Peer::close);
  }
}
