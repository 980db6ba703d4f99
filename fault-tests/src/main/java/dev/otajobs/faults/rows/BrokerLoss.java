package dev.otajobs.faults.rows;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.history.Window;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Errors;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Percentile;
import dev.otajobs.faults.rig.Recovery;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.job.JobKey;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** SIGKILL and SIGTERM of one of three brokers, then of all three. */
public final class BrokerLoss {

  private static final Duration AWAY = Duration.ofSeconds(14);
  private static final double ERRORS = 0.01;

  /**
   * The brokers here notice a loss after 4 s; then leaders are elected and events caught up with.
   */
  private static final Duration OTHERS = Duration.ofSeconds(11);

  private static final String ALL = "kill -9 of all brokers";

  private BrokerLoss() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    RowResult result = new RowResult();
    List<Window> losses = new ArrayList<>();
    try (Stack stack = context.stack(3);
        Rig rig = context.rig(RigPlan.of(2).onBrokers(3), stack).start().startLoad()) {
      // Three brokers take their time to get warm.
      Await.pause(Rig.WARM_UP.multipliedBy(2));
      result.figure("load", rig.makeHeadroom());
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
              ALL,
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
    List<Read> reads = rig.history().reads();
    Set<JobKey> known =
        reads.stream()
            .filter(read -> read.endedAt() < loss.from() && read.outcome() == Outcome.FOUND)
            .map(Read::key)
            .collect(Collectors.toSet());
    List<Read> during =
        reads.stream()
            .filter(read -> read.startedAt() > loss.from() && read.startedAt() < loss.to())
            .toList();
    List<Read> ofKnown = during.stream().filter(read -> known.contains(read.key())).toList();
    long tooOld = ofKnown.stream().filter(BrokerLoss::isRefusedForItsAge).count();
    long failed =
        ofKnown.stream()
            .filter(read -> !Errors.isExpected(read) && !isRefusedForItsAge(read))
            .count();
    Duration others = othersUnanswered(reads, known, loss);
    result.figure(
        loss.why(),
        "%d of %d reads of known jobs failed, p99 %s; %d had a maximum age that no copy met; others"
                .formatted(failed, ofKnown.size(), Percentile.text(Percentile.p99(ofKnown)), tooOld)
            + " unanswered for "
            + others.toMillis()
            + " ms");
    result.require(
        failed <= ERRORS * ofKnown.size(),
        "%d of %d reads of known jobs failed during the %s"
            .formatted(failed, ofKnown.size(), loss.why()));
    result.require(
        loss.why().equals(ALL) || others.compareTo(OTHERS) <= 0,
        "unknown jobs were unanswered for %d ms during the %s"
            .formatted(others.toMillis(), loss.why()));
  }

  /**
   * From the loss until the last read ended that got no answer for a job which had not been read
   * before: "not found" needs every partition's leader.
   */
  private static Duration othersUnanswered(List<Read> reads, Set<JobKey> known, Window loss) {
    return reads.stream()
        .filter(read -> read.startedAt() > loss.from() && read.startedAt() < loss.to())
        .filter(read -> !known.contains(read.key()) && !Errors.isExpected(read))
        .filter(read -> !isRefusedForItsAge(read))
        .map(read -> Duration.ofNanos(read.endedAt() - loss.from()))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** While no leader answers, no instance has anything newer. */
  private static boolean isRefusedForItsAge(Read read) {
    return read.outcome() == Outcome.UNAVAILABLE && read.asked().maxStaleness().isPresent();
  }
}
