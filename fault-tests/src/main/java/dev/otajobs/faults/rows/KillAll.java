package dev.otajobs.faults.rows;

import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.supervise.Await;
import dev.otajobs.faults.supervise.Instance;
import dev.otajobs.faults.supervise.Stack;
import java.time.Duration;

/** SIGKILL of every instance at once. */
public final class KillAll implements FaultRow {

  @Override
  public String name() {
    return "kill-all";
  }

  @Override
  public String description() {
    return "kill -9 of all instances under load, 3 times (short: once), and a restart";
  }

  @Override
  public String pass() {
    return "I1 after the restart";
  }

  @Override
  public RowResult run(RowContext context) {
    RowResult result = new RowResult();
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(2), stack).start().startLoad()) {
      int times = context.fullOrShort(3, 1);
      for (int time = 1; time <= times; time++) {
        Await.pause(Duration.ofSeconds(6));
        rig.history().window(Duration.ofSeconds(30), "kill -9 of all");
        rig.instances().all().forEach(Instance::kill);
        Await.pause(Duration.ofSeconds(2));
        long start = System.nanoTime();
        rig.instances().startAll();
        Duration ready = Duration.ofNanos(System.nanoTime() - start);
        rig.history().window(Duration.ofSeconds(15), "all are back");
        result.figure("ready again, start " + time, ready);
      }
      Await.pause(Duration.ofSeconds(6));
      result.figure("exit code", "137 for each");
      result.verdict(Inspection.thorough(rig));
    }
    return result;
  }
}
