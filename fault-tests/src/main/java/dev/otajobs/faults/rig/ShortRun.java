package dev.otajobs.faults.rig;

import dev.otajobs.faults.check.Verdict;
import dev.otajobs.faults.mutants.Mutant;
import dev.otajobs.faults.workload.Aborter;
import dev.otajobs.faults.workload.Poison;
import dev.otajobs.faults.workload.Transactions;
import dev.otajobs.faults.workload.WorkloadPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import java.time.Duration;
import java.util.Random;

/** A few seconds of a little of everything, without faults: long enough for a planted defect. */
public final class ShortRun {

  private static final Duration LOAD = Duration.ofSeconds(8);

  private ShortRun() {}

  /** Two partitions, little load. */
  public static RigPlan plan(int instances) {
    return RigPlan.of(instances)
        .under(WorkloadPlan.full().at(100, 200).withForeign(0))
        .with("topics.partitions", "2")
        // Builds run it, on whatever machine, beside whatever else.
        .visibleWithin(Duration.ofSeconds(4));
  }

  /**
   * The same for a planted defect, which must have its effect: exactly-once reads what is
   * committed, whatever isolation is planted.
   */
  public static RigPlan planPlanted(int instances) {
    return plan(instances).with("processing.guarantee", "at_least_once");
  }

  /**
   * Starts the rig, loads it, poisons it, aborts some writes; what the checks say within {@code
   * patience}.
   *
   * @param fault what else happens to the service
   */
  public static Verdict run(Rig rig, Mutant.Fault fault, Duration patience) {
    Random random = new Random(rig.seed());
    rig.start().startLoad();
    Await.pause(LOAD.dividedBy(2));
    new Poison(rig.sender(), rig.config().topics().events(), random).sendAll();
    try (Aborter aborter = new Aborter(rig.config(), rig.partitioning(), rig.sender(), random)) {
      aborter.abort(rig.catalog().all().stream().limit(50).toList());
    }
    hurt(rig, fault, random);
    Await.pause(LOAD.dividedBy(2));
    return Inspection.quick(rig, patience);
  }

  private static void hurt(Rig rig, Mutant.Fault fault, Random random) {
    switch (fault) {
      case NONE -> {}
      case OPEN_TRANSACTION ->
          new Transactions(rig.config(), rig.partitioning(), rig.sender(), rig.history(), random)
              .run(LOAD, () -> {});
      case KILL -> {
        long began = System.nanoTime();
        Instance victim = rig.instances().all().get(0);
        victim.kill();
        Await.pause(LOAD.dividedBy(2));
        victim.launch().awaitReady();
        Recovery.settle(rig, began, "kill -9 " + victim.name());
      }
    }
  }
}
