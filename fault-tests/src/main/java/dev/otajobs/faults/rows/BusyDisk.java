package dev.otajobs.faults.rows;

import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.DiskWriters;
import dev.otajobs.faults.rig.Errors;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Percentile;
import dev.otajobs.faults.rig.Recovery;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The disk of the stores, which the broker uses, too, is kept busy; an instance starts there. */
public final class BusyDisk {

  private static final double ERRORS = 0.01;

  private BusyDisk() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) throws IOException {
    RowResult result = new RowResult();
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(2), stack).start().startLoad()) {
      Await.pause(Rig.WARM_UP);
      long from = System.nanoTime();
      long to;
      try (DiskWriters disk = new DiskWriters(context.dir().resolve("busy"))) {
        Await.pause(context.fullOrShort(Duration.ofSeconds(60), Duration.ofSeconds(15)));
        Instance instance = rig.instances().named("instance-1");
        long began = System.nanoTime();
        instance.kill();
        instance.launch().awaitReady();
        result.figure("ready again after kill -9", instance.age());
        Recovery.settle(rig, began, "kill -9 while the disk is busy");
        to = System.nanoTime();
        result.figure("written by others, MiB", disk.mebibytes());
        result.require(disk.isBusy(), "a writer ended: the disk was not busy");
      }
      List<Read> during =
          rig.history().reads().stream()
              .filter(read -> read.startedAt() > from && read.startedAt() < to)
              .toList();
      long failed = during.stream().filter(read -> !Errors.isExpected(read)).count();
      result.figure(
          "reads while the disk is busy",
          "%d of %d failed, p99 %s"
              .formatted(failed, during.size(), Percentile.text(Percentile.p99(during))));
      result.require(
          failed <= ERRORS * during.size(),
          "%d of %d reads failed".formatted(failed, during.size()));
      result.require(rig.instances().alive().size() == 2, "an instance ended by itself");
      result.verdict(Inspection.thorough(rig));
    }
    return result;
  }
}
