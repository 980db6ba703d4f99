package dev.otajobs.faults.rows;

import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.history.Window;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Errors;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Percentile;
import dev.otajobs.faults.rig.Recovery;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** SIGKILL and SIGTERM of one of three brokers, then of all three. */
public final class BrokerLoss {

  private static final Duration AWAY = Duration.ofSeconds(8);
  private static final double ERRORS = 0.01;

  private BrokerLoss() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    RowResult result = new RowResult();
    List<Window> losses = new ArrayList<>();
    try (Stack stack = context.stack(3);
        Rig rig = context.rig(RigPlan.of(2).onBrokers(3), stack).start().startLoad()) {
      // Three brokers take their time to get warm.
      Await.pause(Rig.WARM_UP.multipliedBy(2));
      int rounds = context.fullOrShort(3, 1);
      for (int round = 0; round < rounds; round++) {
        int first = round % 3 + 1;
        losses.add(lose(rig, "kill -9 of a broker", () -> stack.brokers().broker(first).kill()));
        stack.brokers().restart(first);
        Await.pause(AWAY);
        int second = first % 3 + 1;
        losses.add(lose(rig, "stop of a broker", () -> stack.brokers().broker(second).close()));
        stack.brokers().restart(second);
        Await.pause(AWAY);
        context.say("round " + (round + 1) + " of " + rounds);
      }
      losses.add(
          lose(
              rig,
              "kill -9 of all brokers",
              () -> {
                for (int id = 1; id <= 3; id++) {
                  stack.brokers().broker(id).kill();
                }
              }));
      stack.brokers().restartAll();
      long back = System.nanoTime();
      result.figure("new events visible after all returned", Recovery.settle(rig, back, "back"));
      Await.pause(AWAY);
      boolean alive = rig.instances().alive().size() == 2;
      result.require(alive, "an instance ended by itself");
      result.verdict(Inspection.thorough(rig));
      losses.forEach(loss -> measure(result, rig, loss));
    }
    return result;
  }

  private static Window lose(Rig rig, String what, Runnable loss) {
    long from = System.nanoTime();
    rig.history().window(Duration.ofSeconds(60), what);
    loss.run();
    Await.pause(AWAY);
    return new Window(from, System.nanoTime(), what);
  }

  private static void measure(RowResult result, Rig rig, Window loss) {
    List<Read> during =
        rig.history().reads().stream()
            .filter(read -> read.startedAt() > loss.from() && read.startedAt() < loss.to())
            .toList();
    long failed = during.stream().filter(read -> !Errors.isExpected(read)).count();
    result.figure(
        "errors during " + loss.why(),
        "%d of %d reads, p99 %s"
            .formatted(failed, during.size(), Percentile.text(Percentile.p99(during))));
    result.require(
        failed <= ERRORS * during.size(),
        "%d of %d reads failed during the %s".formatted(failed, during.size(), loss.why()));
  }
}
