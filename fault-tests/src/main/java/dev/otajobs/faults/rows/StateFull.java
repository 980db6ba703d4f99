package dev.otajobs.faults.rows;

import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Errors;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Recovery;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.rig.TinyDisk;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The disk of one instance's stores gets full under load, and is freed again. */
public final class StateFull {

  private static final int MEGABYTES = 48;

  private StateFull() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) throws IOException {
    RowResult result = new RowResult();
    Optional<TinyDisk> mounted = TinyDisk.mount(context.dir().resolve("tiny"), MEGABYTES);
    if (mounted.isEmpty()) {
      return result.skip("cannot mount a tmpfs here");
    }
    try (TinyDisk disk = mounted.get();
        Stack stack = context.stack(1);
        Rig rig = context.rig(plan(), stack)) {
      Instance victim =
          rig.add("instance-1", Map.of("state.dir", disk.dir().resolve("state").toString()));
      rig.add("instance-2", Map.of());
      rig.startAdded().startLoad();
      Await.pause(Duration.ofSeconds(8));
      long from = System.nanoTime();
      disk.fill();
      // Memtables hold what comes for a while: make the instance want its disk.
      Await.until(Duration.ofSeconds(60), () -> !victim.isAlive());
      measure(result, rig, victim, from);
      disk.free();
      if (victim.isAlive()) {
        victim.stop();
      }
      victim.launch().awaitReady();
      Recovery.settle(rig, from, "disk full");
      Await.pause(Duration.ofSeconds(5));
      result.verdict(Inspection.thorough(rig));
    }
    return result;
  }

  private static RigPlan plan() {
    return RigPlan.of(2)
        .with("store.memory.bytes", "16777216")
        // A default would be more than the whole disk.
        .with("store.min.free.bytes", "8388608");
  }

  private static void measure(RowResult result, Rig rig, Instance victim, long from) {
    List<Read> reads =
        rig.history().reads().stream().filter(read -> read.startedAt() > from).toList();
    long failed = reads.stream().filter(read -> !Errors.isExpected(read)).count();
    result.figure("errors meanwhile", "%d of %d".formatted(failed, reads.size()));
    List<Read> there =
        reads.stream().filter(read -> read.instance().equals(victim.name())).toList();
    long failedThere = there.stream().filter(read -> !Errors.isExpected(read)).count();
    result.figure("errors at that instance", "%d of %d".formatted(failedThere, there.size()));
    if (victim.isAlive()) {
      int live = victim.probe().status("/live");
      result.figure("the instance", "lived on for 60 s, /live says " + live);
      result.require(
          failedThere * 100 <= there.size(),
          "the process neither ends nor answers: %d of %d reads failed there, /live says %s"
              .formatted(failedThere, there.size(), live == 0 ? "nothing" : live));
    } else {
      String tail = victim.process().logTail();
      boolean clear = tail.contains("No space left");
      result.figure("the instance", "ended with exit code " + victim.process().exitCode());
      result.require(clear, "its last 30 lines do not say that there is no space left");
    }
  }
}
