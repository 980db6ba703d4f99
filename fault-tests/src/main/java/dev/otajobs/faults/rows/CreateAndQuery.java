package dev.otajobs.faults.rows;

import dev.otajobs.faults.check.Verdict;
import dev.otajobs.faults.history.Created;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Recovery;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.workload.BatchCallers;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Batches are created and queried in the next line while two instances restart in turn. */
public final class CreateAndQuery {

  private static final int CALLERS = 4;
  private static final int CREATES_PER_SECOND = 30;
  private static final int MOST_RESTARTS = 60;
  private static final Duration CALM = Duration.ofSeconds(3);

  private CreateAndQuery() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    RowResult result = new RowResult();
    int wanted = context.fullOrShort(10_000, 1_000);
    int restarts;
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(2), stack).start().startLoad()) {
      Await.pause(Rig.WARM_UP);
      List<BatchCallers> callers = new ArrayList<>();
      try {
        start(rig, callers);
        restarts = restart(context, rig, wanted);
      } finally {
        callers.forEach(BatchCallers::close);
      }
      Verdict verdict = Inspection.quick(rig);
      result.figure("restarts", restarts);
      result.figure(
          "queries in the next line that no attempt answered",
          callers.stream().mapToLong(BatchCallers::unanswered).sum());
      result.require(created(rig) >= wanted, "only " + created(rig) + " batches were created");
      result.verdict(verdict);
    }
    return result;
  }

  /** Restarts the instances in turn until enough batches are created. */
  private static int restart(RowContext context, Rig rig, int wanted) {
    int restarts = 0;
    while (restarts < 2 || (created(rig) < wanted && restarts < MOST_RESTARTS)) {
      Instance instance = rig.instances().all().get(restarts % 2);
      long began = System.nanoTime();
      instance.stop();
      instance.launch().awaitReady();
      Recovery.settle(rig, began, "restart of " + instance.name());
      restarts++;
      context.say("restart %d: %d batches are created".formatted(restarts, created(rig)));
      Await.pause(CALM);
    }
    return restarts;
  }

  private static void start(Rig rig, List<BatchCallers> callers) {
    for (int i = 1; i <= CALLERS; i++) {
      BatchCallers one =
          new BatchCallers(
              rig.batches(),
              rig.client(),
              rig.catalog(),
              rig.history(),
              rig.instances()::alive,
              i << 24,
              rig.seed() + i);
      callers.add(one);
      one.start(CREATES_PER_SECOND, 1);
    }
  }

  private static long created(Rig rig) {
    return rig.history().created().stream().map(Created::key).distinct().count();
  }
}
