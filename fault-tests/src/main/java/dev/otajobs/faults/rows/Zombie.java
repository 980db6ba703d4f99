package dev.otajobs.faults.rows;

import dev.otajobs.faults.check.Verdict;
import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.history.Window;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Ages;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Recovery;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** SIGSTOP of an instance for a while: when it wakes it does not know that it was gone. */
public final class Zombie {

  private static final Duration AFTERMATH = Duration.ofSeconds(15);
  private static final Duration BOUND = Duration.ofSeconds(30);

  private Zombie() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    RowResult result = new RowResult();
    List<Window> awake = new ArrayList<>();
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(3), stack).start().startLoad()) {
      Instance zombie = rig.instances().named("instance-1");
      for (int seconds : context.fullOrShort(List.of(5, 20, 60), List.of(5, 20))) {
        Await.pause(Duration.ofSeconds(4));
        long stopped = System.nanoTime();
        zombie.process().suspend();
        Await.pause(Duration.ofSeconds(seconds));
        long woken = System.nanoTime();
        zombie.process().resume();
        awake.add(new Window(woken, woken + AFTERMATH.toNanos(), seconds + " s"));
        Duration settled = Recovery.settle(rig, stopped, "SIGSTOP " + seconds + " s");
        result.figure("new events visible after " + seconds + " s", settled);
        Await.pause(AFTERMATH);
        context.say("awake after " + seconds + " s");
      }
      result.figure(
          "shown in kafka_consumer_coordinator_rebalance_total",
          rig.instances().alive().stream()
              .mapToDouble(
                  one -> one.probe().metric("kafka_consumer_coordinator_rebalance_total").orElse(0))
              .sum());
      Verdict verdict = Inspection.thorough(rig);
      Ages ages = new Ages(rig);
      for (Window window : awake) {
        measure(result, rig, ages, zombie, window);
      }
      result.verdict(verdict);
    }
    return result;
  }

  private static void measure(
      RowResult result, Rig rig, Ages ages, Instance zombie, Window window) {
    List<Read> replies =
        rig.history().reads().stream()
            .filter(read -> read.instance().equals(zombie.name()))
            .filter(read -> read.outcome() == Outcome.FOUND && read.staleness().isEmpty())
            .filter(read -> read.startedAt() >= window.from() && read.startedAt() <= window.to())
            .toList();
    OptionalLong oldest = replies.stream().mapToLong(ages::millis).max();
    result.figure(
        "oldest unmarked reply after " + window.why(),
        oldest.isPresent() ? oldest.getAsLong() + " ms of " + replies.size() : "none");
    result.require(
        oldest.orElse(0) <= BOUND.toMillis(),
        "awake after %s it gave a reply of %d ms before without saying so"
            .formatted(window.why(), oldest.orElse(0)));
  }
}
