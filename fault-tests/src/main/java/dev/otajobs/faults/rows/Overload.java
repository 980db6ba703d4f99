package dev.otajobs.faults.rows;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.net.Flood;
import dev.otajobs.faults.net.SlowLoris;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Percentile;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.workload.Accounts;
import dev.otajobs.faults.workload.WorkloadPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Connections that never end their request; five times the load; all that can be sent. */
public final class Overload {

  private static final int CONNECTIONS = 2_000;
  private static final int TIMES = 5;
  private static final int CALLERS = 256;
  private static final int UNLIMITED = Integer.MAX_VALUE;
  private static final Duration EACH = Duration.ofSeconds(12);
  private static final Duration REFUSAL = Duration.ofMillis(50);
  private static final Duration RECOVERY = Duration.ofSeconds(5);

  private Overload() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) throws IOException {
    RowResult result = new RowResult();
    WorkloadPlan normal = WorkloadPlan.full().withForeign(0);
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(1).under(normal), stack).start().startLoad()) {
      Instance instance = rig.instances().named("instance-1");
      Await.pause(EACH);
      Duration calm = p99During(rig, EACH);
      result.figure("p99 before", calm);
      try (SlowLoris loris = SlowLoris.open(instance.port(), CONNECTIONS)) {
        int held = loris.drip();
        Duration during = p99During(rig, EACH);
        result.figure("connections held, at first and after 12 s", held + ", " + loris.drip());
        judge(result, "p99 beside slow-loris", calm, during);
      }
      overload(result, rig, calm, normal.readsPerSecond() * (TIMES - 1));
      overload(result, rig, calm, UNLIMITED);
      result.verdict(Inspection.quick(rig));
    }
    return result;
  }

  private static void overload(RowResult result, Rig rig, Duration calm, int perSecond)
      throws IOException {
    String what =
        perSecond == UNLIMITED
            ? "all that %d callers can send".formatted(CALLERS)
            : "%d times the reads".formatted(TIMES);
    rig.history().window(EACH.plusSeconds(20), what);
    Instance instance = rig.instances().named("instance-1");
    Flood flood = new Flood(instance.port(), paths(rig), perSecond).start(CALLERS);
    long from = System.nanoTime();
    try (flood) {
      judge(result, "p99 beside " + what, calm, p99During(rig, EACH));
    }
    double seconds = (System.nanoTime() - from) / 1e9;
    Map<Integer, List<Duration>> replies = flood.replies();
    List<Duration> served = replies.getOrDefault(200, List.of());
    List<Duration> refused = replies.getOrDefault(503, List.of());
    result.figure(
        "the flood of " + what,
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
    requireSoon(result, "the flood's", refused);
    requireSoon(
        result,
        "the usual readers'",
        rig.history().reads().stream()
            .filter(read -> read.startedAt() > from && read.outcome() == Outcome.UNAVAILABLE)
            .filter(read -> read.asked().atLeast().isEmpty())
            .map(Read::took)
            .toList());
    Await.pause(RECOVERY);
    judge(result, "p99 from 5 s after " + what, calm, p99During(rig, RECOVERY));
  }

  private static void requireSoon(RowResult result, String whose, List<Duration> refused) {
    Duration p99 = Percentile.of(refused, 0.99).orElse(Duration.ZERO);
    result.require(
        p99.compareTo(REFUSAL) <= 0,
        "%s refusals took %d ms (p99)".formatted(whose, p99.toMillis()));
  }

  private static List<String> paths(Rig rig) {
    return rig.catalog().all().stream()
        .filter(key -> key.accountId().equals(Accounts.UNSIGNED))
        .map(key -> "/?Action=QueryOTAJob&Version=2018-01-20&Format=JSON&JobId=" + key.jobId())
        .toList();
  }

  private static Duration p99During(Rig rig, Duration time) {
    long from = System.nanoTime();
    Await.pause(time);
    List<Read> reads =
        rig.history().reads().stream()
            .filter(read -> read.startedAt() > from)
            .filter(read -> read.asked().atLeast().isEmpty() && read.outcome().answered())
            .toList();
    return Percentile.p99(reads).orElse(Duration.ZERO);
  }

  private static void judge(RowResult result, String what, Duration calm, Duration now) {
    result.figure(what, now);
    // Below 10 ms the machine's noise is more than a factor of two.
    result.require(
        now.toMillis() <= Math.max(10, 2 * calm.toMillis()),
        "%s is %d ms, was %d ms".formatted(what, now.toMillis(), calm.toMillis()));
  }
}
