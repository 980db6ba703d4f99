package dev.otajobs.faults.rows;

import dev.otajobs.faults.net.Flood;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Percentile;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.workload.WorkloadPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.machine.ProcessFigures;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Callers that keep their connections open, each with a call every few seconds. */
public final class ManyConnections {

  private static final int CONNECTIONS = 8_000;
  private static final int FEW = 32;
  private static final int PER_SECOND = 1_600;
  private static final Duration EACH = Duration.ofSeconds(12);

  /** Heap and direct memory of a connection, its calls included. */
  private static final long MOST_KILOBYTES = 32;

  private ManyConnections() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) throws IOException {
    RowResult result = new RowResult();
    try (Stack stack = context.stack(1);
        Rig rig =
            context
                .rig(RigPlan.of(1).under(WorkloadPlan.full().withForeign(0)), stack)
                .start()
                .startLoad()) {
      Instance instance = rig.instances().named("instance-1");
      Await.pause(Rig.WARM_UP.multipliedBy(2));
      // The calls cost time on the shared cores, whatever connections they come over.
      Duration calm;
      try (Flood few = new Flood(instance.port(), UsualReads.paths(rig), PER_SECOND)) {
        few.start(FEW);
        Await.pause(EACH);
        calm = UsualReads.p99During(rig, EACH);
      }
      long before = ProcessFigures.of(instance.process().pid()).residentMebibytes();
      result.figure("p99 beside 32 connections with as many calls", calm);
      Flood callers = new Flood(instance.port(), UsualReads.paths(rig), PER_SECOND);
      try (callers) {
        callers.start(CONNECTIONS);
        // Each connection is opened once and kept; what that costs is not what is judged.
        result.figure("p99 while they are opened", UsualReads.p99During(rig, EACH));
        UsualReads.judge(
            result, "p99 beside 8,000 connections", calm, UsualReads.p99During(rig, EACH));
        ProcessFigures during = ProcessFigures.of(instance.process().pid());
        long grown = during.residentMebibytes() - before;
        result.figure("RSS, MiB", before + " to " + during.residentMebibytes());
        result.figure("open files", during.files());
        result.require(
            grown << 10 <= MOST_KILOBYTES * CONNECTIONS, "I9: RSS grew by " + grown + " MiB");
        result.require(during.files() > CONNECTIONS, "not all connections were open");
      }
      Map<Integer, List<Duration>> replies = callers.replies();
      result.figure(
          "replies",
          "%d, p99 %s"
              .formatted(
                  replies.getOrDefault(200, List.of()).size(),
                  Percentile.text(Percentile.of(replies.getOrDefault(200, List.of()), 0.99))));
      result.require(replies.keySet().equals(Set.of(200)), "replies of status " + replies.keySet());
      result.require(callers.broken() == 0, callers.broken() + " connections ended");
      result.require(callers.unanswered() == 0, callers.unanswered() + " calls had no answer");
      result.require(
          replies.getOrDefault(200, List.of()).size()
              >= Flood.ENOUGH * PER_SECOND * 2 * EACH.toSeconds(),
          "there were fewer calls than planned");
      result.verdict(Inspection.quick(rig));
    }
    return result;
  }
}
