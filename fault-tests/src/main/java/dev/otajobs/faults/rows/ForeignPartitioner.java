package dev.otajobs.faults.rows;

import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.workload.WorkloadPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import dev.otajobs.topics.KafkaClients;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;

/** Half of the jobs come from producers with another rule; then the topic gets more partitions. */
public final class ForeignPartitioner {

  private ForeignPartitioner() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) throws InterruptedException, ExecutionException {
    RowResult result = new RowResult();
    RigPlan plan = RigPlan.of(2).under(WorkloadPlan.full().withForeign(0.5));
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(plan, stack).start().startLoad()) {
      Await.pause(context.fullOrShort(Duration.ofSeconds(60), Duration.ofSeconds(15)));
      double moved =
          rig.instances().alive().stream()
              .mapToDouble(one -> one.probe().metric("ota_events_misplaced_total").orElse(0))
              .sum();
      result.figure("shown in ota_events_misplaced_total", (long) moved);
      result.require(moved > 0, "I10: no metric shows the misplaced events");
      result.verdict(Inspection.thorough(rig));
      rig.instances().close();
      try (Admin admin = KafkaClients.admin(rig.config().kafka())) {
        admin
            .createPartitions(
                Map.of(
                    rig.config().topics().events(),
                    NewPartitions.increaseTo(rig.partitioning().partitions() + 1)))
            .all()
            .get();
      }
      Instance refusing = rig.instances().named("instance-1").launch();
      OptionalInt code = refusing.awaitExit(Duration.ofSeconds(60));
      boolean clear = refusing.process().logTail().contains("partitions");
      result.figure("exit code on the changed count", code.isPresent() ? code.getAsInt() : "none");
      result.require(code.isPresent() && code.getAsInt() == 2, "it did not refuse to start");
      result.require(clear, "its last words do not say why");
    }
    return result;
  }
}
