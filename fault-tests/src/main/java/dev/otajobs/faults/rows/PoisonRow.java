package dev.otajobs.faults.rows;

import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Recovery;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.workload.Poison;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import java.time.Duration;
import java.util.Random;

/** Broken records of every kind among the good ones, with a SIGKILL in their midst. */
public final class PoisonRow {

  private PoisonRow() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    RowResult result = new RowResult();
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(2), stack).start().startLoad()) {
      Poison poison =
          new Poison(rig.sender(), rig.config().topics().events(), new Random(context.seed()));
      int rounds = context.fullOrShort(40, 8);
      int sent = 0;
      for (int round = 0; round < rounds; round++) {
        sent += poison.sendAll();
        if (round == rounds / 2) {
          Instance victim = rig.instances().named("instance-1");
          long began = System.nanoTime();
          victim.kill();
          victim.launch().awaitReady();
          Recovery.settle(rig, began, "kill -9 among poison");
        }
        Await.pause(Duration.ofMillis(200));
      }
      // An id that the registry does not know is asked for for 2 s, each.
      Await.pause(Duration.ofSeconds(rounds / 2));
      poison.sendRepaired();
      result.figure("poison sent", sent);
      double lost = sum(rig, "kafka_stream_failed_stream_threads_total");
      double seen = sum(rig, "ota_events_dead_letters_total");
      result.figure("stream threads lost", (long) lost);
      result.figure("shown in ota_events_dead_letters_total since the last start", (long) seen);
      result.require(lost == 0, "stream threads were lost");
      result.require(seen > 0, "I10: no metric shows the poison");
      result.require(rig.instances().alive().size() == 2, "an instance ended by itself");
      result.verdict(Inspection.thorough(rig));
    }
    return result;
  }

  private static double sum(Rig rig, String metric) {
    return rig.instances().alive().stream()
        .mapToDouble(instance -> instance.probe().metric(metric).orElse(0))
        .sum();
  }
}
