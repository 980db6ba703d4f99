package dev.otajobs.faults.rows;

import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.history.Window;
import dev.otajobs.faults.net.TcpProxy;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Errors;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Percentile;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.local.Await;
import dev.otajobs.local.Ports;
import dev.otajobs.testkit.service.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The wires between the instances become slow, silent, broken. */
public final class PeerPartition {

  private static final Duration EACH = Duration.ofSeconds(5);
  private static final Duration HEALING = Duration.ofSeconds(3);
  private static final Duration SLOW = Duration.ofMillis(300);
  private static final Duration DEADLINE = Duration.ofMillis(2_100);

  /** Of three faults the p99 has three times as many reads, and differs less by chance. */
  private static final double ALL = 1.2;

  private static final double ONE = 1.5;

  private record Fault(String name, Consumer<TcpProxy> on) {}

  private record Turns(String fault, List<Window> with, List<Window> without) {}

  private PeerPartition() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    RowResult result = new RowResult();
    List<TcpProxy> proxies = new ArrayList<>();
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(2), stack)) {
      for (int i = 1; i <= 2; i++) {
        int port = Ports.free();
        var instance = rig.add("instance-" + i, Map.of("peer.advertised", "127.0.0.1:" + port));
        proxies.add(TcpProxy.start(port, instance.peerPort()));
      }
      rig.startAdded().startLoad();
      // What a slow peer costs is asked for here, not what compilers do.
      Await.pause(Rig.WARM_UP.multipliedBy(2));
      result.figure("load", rig.makeHeadroom());
      List<Turns> all = new ArrayList<>();
      for (Fault fault :
          List.of(
              new Fault("300 ms", proxy -> proxy.delay(SLOW)),
              new Fault("silence", TcpProxy::silence),
              new Fault("resets", TcpProxy::cut))) {
        all.add(takeTurns(rig, proxies, fault, context.fullOrShort(8, 4)));
        context.say(fault.name());
      }
      all.forEach(turns -> measure(result, rig, turns));
      compareAll(result, rig, all);
      result.figure("hops", "not told by the service; a reply after a second hop cannot be seen");
      result.verdict(Inspection.thorough(rig));
    } finally {
      proxies.forEach(TcpProxy::close);
    }
    return result;
  }

  /** With the fault and without it, one after the other: so both meet the same machine. */
  private static Turns takeTurns(Rig rig, List<TcpProxy> proxies, Fault fault, int times) {
    List<Window> with = new ArrayList<>();
    List<Window> without = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      without.add(window("no fault"));
      proxies.forEach(fault.on());
      Window during = window(fault.name());
      proxies.forEach(TcpProxy::heal);
      with.add(during);
      rig.history().window(during);
      rig.history().window(HEALING, "after " + fault.name());
      Await.pause(HEALING);
    }
    return new Turns(fault.name(), with, without);
  }

  private static Window window(String why) {
    long from = System.nanoTime();
    Await.pause(EACH);
    return new Window(from, System.nanoTime(), why);
  }

  private static void measure(RowResult result, Rig rig, Turns turns) {
    List<Read> reads = reads(rig, turns.with());
    long late = reads.stream().filter(read -> read.took().compareTo(DEADLINE) > 0).count();
    long failed = reads.stream().filter(read -> !Errors.isExpected(read)).count();
    Duration usual = localP99(rig, turns.without());
    Duration now = localP99(rig, turns.with());
    result.figure(
        turns.fault(),
        "%d of %d reads failed, %d past the deadline, slowest %s; local reads' p99 %d ms, without %d ms"
            .formatted(
                failed,
                reads.size(),
                late,
                Percentile.text(reads.stream().map(Read::took).max(Duration::compareTo)),
                now.toMillis(),
                usual.toMillis()));
    result.require(late == 0, late + " replies came past the deadline during " + turns.fault());
    result.require(
        now.toMillis() <= Math.max(10, usual.toMillis() * ONE),
        "local reads' p99 went from %d to %d ms during %s"
            .formatted(usual.toMillis(), now.toMillis(), turns.fault()));
  }

  /** Each turn with a fault has its turn without one, a few seconds before it. */
  private static void compareAll(RowResult result, Rig rig, List<Turns> all) {
    Duration usual =
        localP99(rig, all.stream().flatMap(turns -> turns.without().stream()).toList());
    Duration now = localP99(rig, all.stream().flatMap(turns -> turns.with().stream()).toList());
    result.figure(
        "local reads' p99 of all turns",
        "%d ms, without %d ms".formatted(now.toMillis(), usual.toMillis()));
    result.require(
        now.toMillis() <= Math.max(10, usual.toMillis() * ALL),
        "local reads' p99 of all turns went from %d to %d ms"
            .formatted(usual.toMillis(), now.toMillis()));
  }

  /** Of reads at the instance that owns the key. */
  private static Duration localP99(Rig rig, List<Window> windows) {
    Map<Integer, String> owners = rig.owners().now();
    List<Read> local =
        reads(rig, windows).stream()
            .filter(
                read ->
                    read.instance()
                        .equals(owners.get(rig.partitioning().owner(read.key().jobId()))))
            .filter(read -> read.asked().atLeast().isEmpty())
            .toList();
    return Percentile.p99(local)
        .orElseThrow(() -> new IllegalStateException("no instance read a job of its own"));
  }

  private static List<Read> reads(Rig rig, List<Window> windows) {
    return rig.history().reads().stream()
        .filter(
            read ->
                windows.stream()
                    .anyMatch(
                        window ->
                            read.startedAt() > window.from() && read.startedAt() < window.to()))
        .toList();
  }
}
