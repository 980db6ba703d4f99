package dev.otajobs.faults.rig;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.history.Window;
import dev.otajobs.faults.workload.JobClient;
import dev.otajobs.ingest.Position;
import dev.otajobs.job.Revision;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Watches partitions after a fault through their probe jobs: from when on they can be read again,
 * and from when on an event that was written after the fault is seen. Each partition has a caller
 * of its own, who asks again after each reply, so that none waits for another's.
 */
public final class Recovery {

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Rig rig;
  private final long since = System.nanoTime();
  private final Map<Integer, Duration> readable = new TreeMap<>();
  private final Map<Integer, Duration> visible = new TreeMap<>();
  private int turn;

  /** The caller of one partition. */
  private final class Probe {
    private final int partition;
    private final CompletableFuture<Position> written;
    private CompletableFuture<Read> asked;

    Probe(int partition) {
      this.partition = partition;
      this.written = rig.probes().change(partition);
      this.asked = ask(partition);
    }

    /** Takes a reply if there is one, and asks again unless all is well; whether it is. */
    boolean step() {
      if (!asked.isDone()) {
        return false;
      }
      note(partition, written, asked.join());
      boolean well = visible.containsKey(partition);
      if (!well) {
        asked = ask(partition);
      }
      return well;
    }

    void takeLast() {
      note(partition, written, asked.join());
    }
  }

  /** Starts the clock. */
  public Recovery(Rig rig) {
    this.rig = rig;
  }

  /**
   * Closes a window in which the service was hurt: it ends when an event that is written now is
   * seen in every partition, at most 90 seconds from now. How long that took.
   */
  public static Duration settle(Rig rig, long from, String why) {
    Set<Integer> all = new TreeSet<>();
    for (int partition = 0; partition < rig.partitioning().partitions(); partition++) {
      all.add(partition);
    }
    Recovery recovery = new Recovery(rig).watch(all, Duration.ofSeconds(90));
    long now = System.nanoTime();
    rig.history().window(new Window(from, now, why));
    return Duration.ofNanos(now - recovery.since);
  }

  /** Watches these partitions until all is well again, at most this long. */
  public Recovery watch(Set<Integer> partitions, Duration atMost) {
    List<Probe> open = new ArrayList<>();
    partitions.forEach(partition -> open.add(new Probe(partition)));
    while (!open.isEmpty() && System.nanoTime() - since < atMost.toNanos()) {
      open.removeIf(Probe::step);
      Await.pause(PAUSE);
    }
    // What was asked for last is judged as well; a caller's patience ends after 5 s.
    open.forEach(Probe::takeLast);
    return this;
  }

  private CompletableFuture<Read> ask(int partition) {
    List<Instance> alive = rig.instances().alive();
    Instance instance = alive.get(turn++ % alive.size());
    return rig.client()
        .read(
            new JobClient.Call(instance.name(), instance.port(), JobClient.Api.RPC, -1),
            rig.probes().key(partition),
            Read.Asked.PLAIN);
  }

  private void note(int partition, CompletableFuture<Position> written, Read read) {
    rig.history().add(read);
    if (read.outcome() == Outcome.FOUND) {
      Duration after = Duration.ofNanos(read.endedAt() - since);
      readable.putIfAbsent(partition, after);
      boolean seen =
          written.isDone()
              && read.revision()
                  .map(revision -> revision.includes(revision(written.join())))
                  .orElse(false);
      if (seen) {
        visible.putIfAbsent(partition, after);
      }
    }
  }

  private static Revision revision(Position at) {
    return Revision.at(at.partition(), at.offset());
  }

  /** How long each partition could not be read; without those that still cannot. */
  public List<Duration> readable() {
    return new ArrayList<>(readable.values());
  }

  /** How long each partition's new event was not seen; without those that still are not. */
  public List<Duration> visible() {
    return new ArrayList<>(visible.values());
  }

  /** The largest of those of which a share of 0.99 is not larger; empty if there are none. */
  public static Optional<Duration> p99(List<Duration> durations) {
    return Percentile.of(durations, 0.99);
  }
}
