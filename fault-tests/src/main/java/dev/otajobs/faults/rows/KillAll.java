package dev.otajobs.faults.rows;

import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Recovery;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import java.time.Duration;

/** SIGKILL of every instance at once. */
public final class KillAll {

  private KillAll() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    RowResult result = new RowResult();
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(2), stack).start().startLoad()) {
      int times = context.fullOrShort(3, 1);
      for (int time = 1; time <= times; time++) {
        Await.pause(Duration.ofSeconds(6));
        long killed = System.nanoTime();
        rig.instances().all().forEach(Instance::kill);
        result.require(
            rig.instances().all().stream().allMatch(ExitCodes::isKill),
            "I10: an exit code does not show the kill");
        Await.pause(Duration.ofSeconds(2));
        long start = System.nanoTime();
        rig.instances().startAll();
        Duration ready = Duration.ofNanos(System.nanoTime() - start);
        result.figure(
            "new events visible, start " + time,
            ready.plus(Recovery.settle(rig, killed, "kill -9 of all")));
        result.figure("ready again, start " + time, ready);
      }
      Await.pause(Duration.ofSeconds(6));
      result.figure("exit code of each", "137");
      result.verdict(Inspection.thorough(rig));
    }
    return result;
  }
}
