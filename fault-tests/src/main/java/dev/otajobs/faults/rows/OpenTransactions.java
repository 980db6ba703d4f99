package dev.otajobs.faults.rows;

import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.workload.Transactions;
import dev.otajobs.faults.workload.WorkloadPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Stack;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.DoubleAccumulator;

/** A producer keeps transactions open beside others, who are acknowledged meanwhile. */
public final class OpenTransactions {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String HELD_BACK = "ota_source_held_back_records";

  private OpenTransactions() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    RowResult result = new RowResult();
    RigPlan plan = RigPlan.of(2).under(WorkloadPlan.full().withForeign(0));
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(plan, stack).start().startLoad()) {
      Transactions transactions =
          new Transactions(
              rig.config(),
              rig.partitioning(),
              rig.sender(),
              rig.history(),
              new Random(rig.seed()));
      DoubleAccumulator shown = new DoubleAccumulator(Math::max, 0);
      int times = context.fullOrShort(12, 3);
      for (int time = 1; time <= times; time++) {
        transactions.run(Duration.ofSeconds(12), () -> shown.accumulate(heldBack(rig)));
        context.say("%d of %d: %s".formatted(time, times, transactions.ended()));
      }
      result.figure("transactions", transactions.ended());
      result.figure("most records held back at once, as a metric shows", (long) shown.get());
      result.require(shown.get() > 0, "I10: no metric shows what is held back");
      Await.require(PATIENCE, "no transaction is open", () -> heldBack(rig) == 0);
      result.verdict(Inspection.thorough(rig));
    }
    return result;
  }

  private static double heldBack(Rig rig) {
    return rig.instances().alive().stream()
        .mapToDouble(one -> one.probe().metric(HELD_BACK).orElse(0))
        .sum();
  }
}
