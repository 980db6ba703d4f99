package dev.otajobs.faults.rows;

import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.workload.WorkloadPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Stack;
import java.time.Duration;

/** Lives sent backwards and shuffled, a third of their events twice, with clocks that are wrong. */
public final class Disorder {

  private Disorder() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    RowResult result = new RowResult();
    Duration each = context.fullOrShort(Duration.ofSeconds(60), Duration.ofSeconds(12));
    try (Stack stack = context.stack(1)) {
      for (WorkloadPlan.Order order :
          new WorkloadPlan.Order[] {WorkloadPlan.Order.REVERSED, WorkloadPlan.Order.SHUFFLED}) {
        RigPlan plan = RigPlan.of(2).under(WorkloadPlan.full().disordered(order));
        try (Rig rig =
            context.rig(plan, stack, context.dir().resolve(order.name())).start().startLoad()) {
          Await.pause(each);
          double ahead =
              rig.instances().alive().stream()
                  .mapToDouble(one -> one.probe().metric("ota_events_clock_ahead_total").orElse(0))
                  .sum();
          result.figure("shown in ota_events_clock_ahead_total, " + order, (long) ahead);
          result.require(ahead > 0, "I10: no metric shows the clocks");
          result.verdict(Inspection.thorough(rig));
        }
      }
    }
    return result;
  }
}
