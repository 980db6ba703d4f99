package dev.otajobs.faults.rows;

import dev.otajobs.faults.check.Invariant;
import dev.otajobs.faults.check.Verdict;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.machine.ProcessFigures;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The load of the table for a long time: what grows, and what is wrong in the end. */
public final class Soak {

  private static final Duration SAMPLE = Duration.ofSeconds(5);

  /** 320 MiB of heap, 64 MiB of store, and what the JVM and RocksDB have beside. */
  private static final long MOST_MEGABYTES = 800;

  private static final double GROWTH = 1.15;

  private Soak() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    RowResult result = new RowResult();
    Duration length = context.fullOrShort(context.soak(), Duration.ofSeconds(60));
    List<ProcessFigures> samples = new ArrayList<>();
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(2), stack).start().startLoad()) {
      Instance watched = rig.instances().named("instance-1");
      long end = System.nanoTime() + length.toNanos();
      while (System.nanoTime() - end < 0) {
        Await.pause(SAMPLE);
        samples.add(ProcessFigures.of(watched.process().pid()));
      }
      Verdict verdict = Inspection.thorough(rig);
      check(verdict, result, "RSS, MiB", ProcessFigures::residentMebibytes, samples);
      check(verdict, result, "open files", ProcessFigures::files, samples);
      check(verdict, result, "threads", ProcessFigures::threads, samples);
      long most = samples.stream().mapToLong(ProcessFigures::residentMebibytes).max().orElse(0);
      if (most > MOST_MEGABYTES) {
        verdict.violated(Invariant.I9, "RSS of " + most + " MiB");
      }
      result.figure("length", length.toSeconds() + " s");
      result.verdict(verdict);
    }
    return result;
  }

  private static void check(
      Verdict verdict,
      RowResult result,
      String what,
      ToLongFunction<ProcessFigures> value,
      List<ProcessFigures> samples) {
    int quarter = samples.size() / 4;
    double early = mean(samples.subList(quarter, 2 * quarter), value);
    double late = mean(samples.subList(samples.size() - quarter, samples.size()), value);
    result.figure(what, "%.0f to %.0f".formatted(early, late));
    if (late > early * GROWTH) {
      verdict.violated(Invariant.I9, "%s grew from %.0f to %.0f".formatted(what, early, late));
    }
  }

  private static double mean(List<ProcessFigures> samples, ToLongFunction<ProcessFigures> value) {
    return samples.stream().mapToLong(value).average().orElse(0);
  }
}
