package dev.otajobs.faults.rows;

import dev.otajobs.faults.history.History;
import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.net.SlowLoris;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Errors;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Percentile;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.workload.JobClient;
import dev.otajobs.faults.workload.Readers;
import dev.otajobs.faults.workload.WorkloadPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Connections that never end their request, then five times the load. */
public final class Overload {

  private static final int CONNECTIONS = 2_000;
  private static final int TIMES = 5;
  private static final Duration EACH = Duration.ofSeconds(12);
  private static final Duration REFUSAL = Duration.ofMillis(50);
  private static final Duration RECOVERY = Duration.ofSeconds(5);

  private Overload() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) throws IOException {
    RowResult result = new RowResult();
    WorkloadPlan normal = WorkloadPlan.full().withForeign(0);
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(1).under(normal), stack).start().startLoad()) {
      Instance instance = rig.instances().named("instance-1");
      Await.pause(EACH);
      Duration calm = p99During(rig, EACH);
      result.figure("p99 before", calm);
      try (SlowLoris loris = SlowLoris.open(instance.port(), CONNECTIONS)) {
        int held = loris.drip();
        Duration during = p99During(rig, EACH);
        result.figure("connections held, at first and after 12 s", held + ", " + loris.drip());
        judge(result, "p99 beside slow-loris", calm, during);
      }
      overload(result, rig, calm, normal);
      result.verdict(Inspection.quick(rig));
    }
    return result;
  }

  private static void overload(RowResult result, Rig rig, Duration calm, WorkloadPlan normal) {
    rig.history().window(EACH.plusSeconds(20), "overload");
    History extra = new History();
    try (Readers flood =
        new Readers(
                normal.at(1, normal.readsPerSecond() * (TIMES - 1)),
                new JobClient(),
                rig.catalog(),
                extra,
                rig.instances()::alive,
                rig.seed())
            .start()) {
      judge(result, "p99 at 5 times the reads", calm, p99During(rig, EACH));
      result.figure("reads that the supervisor could not send", flood.skipped());
    }
    List<Read> reads = extra.reads();
    List<Read> refused = reads.stream().filter(read -> !Errors.isExpected(read)).toList();
    long wrong =
        refused.stream()
            .filter(read -> read.outcome() != Outcome.BUSY && read.outcome() != Outcome.UNAVAILABLE)
            .count();
    long slow = refused.stream().filter(read -> read.took().compareTo(REFUSAL) > 0).count();
    result.figure("reads of the flood", reads.size());
    result.figure("of these refused", refused.size());
    result.require(wrong == 0, wrong + " reads of the flood got neither an answer nor 429 or 503");
    result.require(slow == 0, slow + " refusals took longer than 50 ms");
    Await.pause(RECOVERY);
    judge(result, "p99 from 5 s after", calm, p99During(rig, RECOVERY));
  }

  private static Duration p99During(Rig rig, Duration time) {
    long from = System.nanoTime();
    Await.pause(time);
    List<Read> reads =
        rig.history().reads().stream()
            .filter(read -> read.startedAt() > from)
            .filter(read -> read.asked().atLeast().isEmpty())
            .toList();
    return Percentile.p99(reads).orElse(Duration.ZERO);
  }

  private static void judge(RowResult result, String what, Duration calm, Duration now) {
    result.figure(what, now);
    // Below 10 ms the machine's noise is more than a factor of two.
    result.require(
        now.toMillis() <= Math.max(10, 2 * calm.toMillis()),
        "%s is %d ms, was %d ms".formatted(what, now.toMillis(), calm.toMillis()));
  }
}
