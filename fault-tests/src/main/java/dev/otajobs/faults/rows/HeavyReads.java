package dev.otajobs.faults.rows;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.workload.JobClient;
import dev.otajobs.faults.workload.WorkloadPlan;
import dev.otajobs.job.JobKey;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Reads as fast as they go beside ten times the usual writes: is any thread stuck for good? */
public final class HeavyReads {

  private static final int READERS = 4;
  private static final int WRITES_PER_SECOND = 2_000;
  private static final Duration LOOK = Duration.ofSeconds(5);

  private HeavyReads() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    RowResult result = new RowResult();
    Duration length = context.fullOrShort(context.soak(), Duration.ofSeconds(60));
    RigPlan plan =
        RigPlan.of(1).under(WorkloadPlan.full().at(WRITES_PER_SECOND, 50).withForeign(0));
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong reads = new AtomicLong();
    AtomicLong failed = new AtomicLong();
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(plan, stack).start().startLoad()) {
      Await.pause(LOOK);
      List<Thread> callers = new ArrayList<>();
      for (int caller = 0; caller < READERS; caller++) {
        Thread thread = new Thread(() -> call(rig, stop, reads, failed), "caller-" + caller);
        thread.setDaemon(true);
        thread.start();
        callers.add(thread);
      }
      watch(result, rig, length, reads);
      stop.set(true);
      for (Thread caller : callers) {
        caller.join(10_000);
      }
      // The load was meant to be more than two cores fold at once.
      rig.history().window(length.plusSeconds(60), "overload");
      result.figure("length", length.toSeconds() + " s");
      result.figure("reads by the callers", reads.get());
      result.figure("of these without an answer", failed.get());
      result.verdict(Inspection.quick(rig, Duration.ofMinutes(3)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      result.fail("interrupted");
    }
    return result;
  }

  private static void watch(RowResult result, Rig rig, Duration length, AtomicLong reads) {
    Instance instance = rig.instances().named("instance-1");
    long end = System.nanoTime() + length.toNanos();
    double folded = -1;
    long read = -1;
    while (System.nanoTime() - end < 0) {
      double foldedNow = instance.probe().metric("ota_events_folded_total").orElse(-1);
      long readNow = reads.get();
      if (!instance.probe().isLive() || foldedNow <= folded || readNow <= read) {
        result.fail(
            "stuck: live %s, folded %.0f then %.0f, read %d then %d"
                .formatted(instance.probe().isLive(), folded, foldedNow, read, readNow));
        return;
      }
      folded = foldedNow;
      read = readNow;
      Await.pause(LOOK);
    }
    result.figure("events folded", (long) folded);
  }

  private static void call(Rig rig, AtomicBoolean stop, AtomicLong reads, AtomicLong failed) {
    Instance instance = rig.instances().named("instance-1");
    JobClient.Call call =
        new JobClient.Call(instance.name(), instance.port(), JobClient.Api.REST, -3);
    while (!stop.get()) {
      List<JobKey> keys = rig.catalog().all();
      int from = ThreadLocalRandom.current().nextInt(keys.size());
      for (JobKey key : keys.subList(from, Math.min(keys.size(), from + 200))) {
        Read read = rig.client().read(call, key, Read.Asked.PLAIN).join();
        reads.incrementAndGet();
        if (read.outcome() != Outcome.FOUND && read.outcome() != Outcome.ABSENT) {
          failed.incrementAndGet();
        }
      }
    }
  }
}
