package dev.otajobs.faults.rows;

import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.net.Flood;
import dev.otajobs.faults.net.SlowLoris;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Errors;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Percentile;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.workload.WorkloadPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Stack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Connections that never end their request; five times the load; all that can be sent. */
public final class Overload {

  private static final int CONNECTIONS = 2_000;
  private static final int TIMES = 5;

  private static final double ERRORS = 0.01;
  private static final int CALLERS = 2_000;
  private static final int UNLIMITED = Integer.MAX_VALUE;
  private static final Duration EACH = Duration.ofSeconds(12);

  /** Four turns of all callers; the client of the usual reads runs on the same cores. */
  private static final int TURNS = 4;

  /** A usual read may take no longer than this, however long a turn is. */
  private static final Duration SATURATED = Duration.ofSeconds(1);

  /** More than five times the reads. */
  private static final int LEAST_PER_SECOND = 2_500;

  private static final Duration REFUSAL = Duration.ofMillis(50);
  private static final Duration RECOVERY = Duration.ofSeconds(5);

  private Overload() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) throws IOException {
    RowResult result = new RowResult();
    WorkloadPlan normal = WorkloadPlan.full().withForeign(0);
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(1).under(normal), stack).start().startLoad()) {
      // The first calls of cold JVMs take several times as long as later ones.
      Await.pause(Rig.WARM_UP.multipliedBy(3));
      Duration calm = UsualReads.p99During(rig, EACH);
      result.figure("p99 before", calm);
      try (SlowLoris loris = SlowLoris.open(port(rig), CONNECTIONS)) {
        int held = loris.drip();
        Duration during = UsualReads.p99During(rig, EACH);
        result.figure("connections held, at first and after 12 s", held + ", " + loris.drip());
        UsualReads.judge(result, "p99 beside slow-loris", calm, during);
      }
      fiveTimes(result, rig, calm, normal.readsPerSecond() * (TIMES - 1));
      saturate(result, rig, calm);
      result.verdict(Inspection.quick(rig));
    }
    return result;
  }

  private static void fiveTimes(RowResult result, Rig rig, Duration calm, int perSecond)
      throws IOException {
    String what = TIMES + " times the reads";
    Duration p99 = beside(result, rig, what, perSecond).p99();
    UsualReads.judge(result, "p99 beside " + what, calm, p99);
    recover(result, rig, calm, what);
  }

  /** A caller waits for the others: their number and what is answered bound how long. */
  private static void saturate(RowResult result, Rig rig, Duration calm) throws IOException {
    String what = "all that %d callers can send".formatted(CALLERS);
    Beside beside = beside(result, rig, what, UNLIMITED);
    result.figure("p99 beside " + what, beside.p99());
    Duration turn = Duration.ofNanos((long) (CALLERS * 1e9 / beside.perSecond()));
    result.require(
        beside.perSecond() >= LEAST_PER_SECOND,
        "only %.0f calls/s were answered".formatted(beside.perSecond()));
    result.require(
        beside.p99().compareTo(SATURATED) <= 0
            && beside.p99().compareTo(turn.multipliedBy(TURNS)) <= 0,
        "p99 beside %s is %d ms, one turn of them takes %d ms"
            .formatted(what, beside.p99().toMillis(), turn.toMillis()));
    recover(result, rig, calm, what);
  }

  /** The p99 of the usual reads that are answered beside a flood, and what that gets answered. */
  private record Beside(Duration p99, double perSecond) {}

  private static Beside beside(RowResult result, Rig rig, String what, int perSecond)
      throws IOException {
    Flood flood = new Flood(port(rig), UsualReads.paths(rig), perSecond);
    rig.history().window(EACH.plusSeconds(20), what);
    long from = System.nanoTime();
    Duration p99;
    double seconds;
    try (flood) {
      flood.start(CALLERS);
      p99 = UsualReads.p99During(rig, EACH);
      seconds = (System.nanoTime() - from) / 1e9;
    }
    Map<Integer, List<Duration>> replies = flood.replies();
    List<Duration> served = replies.getOrDefault(200, List.of());
    List<Duration> refused = replies.getOrDefault(503, List.of());
    result.figure(
        what,
        "%.0f/s answered, p99 %s; %.0f/s refused, p99 %s; %d connections ended"
            .formatted(
                served.size() / seconds,
                Percentile.text(Percentile.of(served, 0.99)),
                refused.size() / seconds,
                Percentile.text(Percentile.of(refused, 0.99)),
                flood.broken()));
    Set<Integer> wrong = new TreeSet<>(replies.keySet());
    wrong.removeAll(Set.of(200, 503));
    result.require(wrong.isEmpty(), "the flood got replies of status " + wrong);
    result.require(flood.broken() == 0, flood.broken() + " connections of the flood ended");
    result.require(flood.unanswered() == 0, flood.unanswered() + " calls were never answered");
    result.require(
        perSecond == UNLIMITED || served.size() >= Flood.ENOUGH * perSecond * seconds,
        "the flood had only %.0f calls/s".formatted(served.size() / seconds));
    long failed = usual(rig, from).filter(read -> !Errors.isExpected(read)).count();
    long all = usual(rig, from).count();
    result.figure("usual reads without an answer beside " + what, failed + " of " + all);
    result.require(failed <= ERRORS * all, failed + " of " + all + " usual reads had no answer");
    requireSoon(result, refused);
    return new Beside(p99, served.size() / seconds);
  }

  private static Stream<Read> usual(Rig rig, long from) {
    return rig.history().reads().stream().filter(read -> read.startedAt() > from);
  }

  private static void recover(RowResult result, Rig rig, Duration calm, String what) {
    Await.pause(RECOVERY);
    UsualReads.judge(
        result, "p99 from 5 s after " + what, calm, UsualReads.p99During(rig, RECOVERY));
  }

  private static int port(Rig rig) {
    return rig.instances().named("instance-1").port();
  }

  private static void requireSoon(RowResult result, List<Duration> refused) {
    Duration p99 = Percentile.of(refused, 0.99).orElse(Duration.ZERO);
    result.require(
        p99.compareTo(REFUSAL) <= 0, "refusals took %d ms (p99)".formatted(p99.toMillis()));
  }
}
