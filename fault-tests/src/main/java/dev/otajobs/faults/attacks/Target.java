package dev.otajobs.faults.attacks;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Percentile;
import dev.otajobs.faults.rig.Recovery;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.testkit.machine.ProcessFigures;
import dev.otajobs.testkit.service.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Two instances under the usual load, and what their callers notice of an attack. */
record Target(Rig rig, boolean full) {

  private static final double ERRORS = 0.01;
  private static final Duration VISIBLE = Duration.ofSeconds(10);
  private static final long MOST_MEBIBYTES = 800;

  Instance first() {
    return rig.instances().named("instance-1");
  }

  Instance second() {
    return rig.instances().named("instance-2");
  }

  /** Those that begin from now on, until it is asked. */
  final class Usual {

    private final long from = System.nanoTime();

    private List<Read> reads() {
      return rig.history().reads().stream().filter(read -> read.startedAt() > from).toList();
    }

    /** Of those that were answered. */
    Duration p99() {
      return Percentile.p99(reads().stream().filter(read -> read.outcome().answered()).toList())
          .orElse(Duration.ZERO);
    }

    /** The usual reads get answers, and both instances live within their memory. */
    void judge(RowResult result) {
      List<Read> reads = reads();
      long failed = reads.stream().filter(Usual::isFailed).count();
      result.figure(
          "usual reads",
          "%d of %d failed, p99 %s"
              .formatted(failed, reads.size(), Percentile.text(Percentile.p99(reads))));
      result.require(!reads.isEmpty(), "there were no usual reads");
      result.require(
          failed <= ERRORS * reads.size(),
          "%d of %d usual reads failed".formatted(failed, reads.size()));
      for (Instance instance : rig.instances().all()) {
        if (!instance.isAlive()) {
          result.fail(instance.name() + " ended");
          continue;
        }
        long used = ProcessFigures.of(instance.process().pid()).residentMebibytes();
        result.require(used < MOST_MEBIBYTES, "%s takes %d MiB".formatted(instance.name(), used));
      }
    }

    private static boolean isFailed(Read read) {
      return read.outcome() == Outcome.TIMEOUT
          || read.outcome() == Outcome.BROKEN
          || read.outcome() == Outcome.GARBLED
          || read.outcome() == Outcome.REFUSED
          || (read.outcome() == Outcome.UNAVAILABLE
              && read.asked().atLeast().isEmpty()
              && read.asked().maxStaleness().isEmpty());
    }
  }

  Usual usual() {
    return new Usual();
  }

  /** Events that are written now are soon visible in all partitions but these. */
  void requireVisible(RowResult result, Set<Integer> but) {
    Set<Integer> partitions = new TreeSet<>();
    for (int partition = 0; partition < rig.partitioning().partitions(); partition++) {
      if (!but.contains(partition)) {
        partitions.add(partition);
      }
    }
    List<Duration> visible = new Recovery(rig).watch(partitions, VISIBLE).visible();
    result.figure("new events visible, slowest", Percentile.text(Percentile.of(visible, 1)));
    result.require(
        visible.size() == partitions.size(),
        "new events of %d partitions were not visible within %d s"
            .formatted(partitions.size() - visible.size(), VISIBLE.toSeconds()));
  }
}
