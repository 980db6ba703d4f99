package dev.otajobs.faults.rows;

import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.ControlGroup;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The disk of the stores, which the broker uses, too, becomes slow; an instance starts there. */
public final class SlowDisk {

  private static final double ERRORS = 0.01;
  private static final String STARTS = "instance-1";
  private static final String STAYS = "instance-2";

  /** A small network volume, or an old hard disk. */
  private static final long BYTES = 4 << 20;

  private static final int OPERATIONS = 100;

  private static final int PROBE_MEBIBYTES = 16;
  private static final Duration SLOW = Duration.ofSeconds(2);

  private SlowDisk() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) throws IOException, InterruptedException {
    RowResult result = new RowResult();
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(2), stack).start().startLoad()) {
      Await.pause(Rig.WARM_UP);
      long from = System.nanoTime();
      long to;
      try (ControlGroup disk = ControlGroup.disk(context.dir(), BYTES, OPERATIONS)) {
        Duration probe = write(context.dir().resolve("probe"));
        result.figure(PROBE_MEBIBYTES + " MiB were written in", probe);
        result.require(probe.compareTo(SLOW) > 0, "the disk was not slow");
        Await.pause(context.fullOrShort(Duration.ofSeconds(60), Duration.ofSeconds(15)));
        Instance instance = rig.instances().named(STARTS);
        long began = System.nanoTime();
        instance.kill();
        instance.launch().awaitReady();
        result.figure("ready again after kill -9", instance.age());
        Recovery.settle(rig, began, "kill -9 while the disk is slow");
        to = System.nanoTime();
      }
      List<Read> during =
          rig.history().reads().stream()
              .filter(read -> read.startedAt() > from && read.startedAt() < to)
              .filter(read -> read.instance().equals(STAYS))
              .toList();
      long failed = during.stream().filter(read -> !Errors.isExpected(read)).count();
      result.figure(
          "reads at the other instance",
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

  /** How long another process takes until its file is on the disk. */
  private static Duration write(Path file) throws IOException, InterruptedException {
    long began = System.nanoTime();
    Process dd =
        new ProcessBuilder(
                "dd",
                "if=/dev/zero",
                "of=" + file,
                "bs=1M",
                "count=" + PROBE_MEBIBYTES,
                "conv=fsync")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (dd.waitFor() != 0) {
      throw new IOException("dd ended with " + dd.exitValue());
    }
    Files.delete(file);
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
