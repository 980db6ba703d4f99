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

  private static final Duration EACH = Duration.ofSeconds(10);
  private static final Duration SLOW = Duration.ofMillis(300);
  private static final Duration DEADLINE = Duration.ofMillis(2_100);

  private record Fault(String name, Consumer<TcpProxy> on) {}

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
      List<Window> calm = new ArrayList<>(List.of(window(rig, "no fault")));
      List<Window> faults = new ArrayList<>();
      for (Fault fault :
          List.of(
              new Fault("300 ms", proxy -> proxy.delay(SLOW)),
              new Fault("silence", TcpProxy::silence),
              new Fault("resets", TcpProxy::cut))) {
        proxies.forEach(fault.on());
        Window during = window(rig, fault.name());
        proxies.forEach(TcpProxy::heal);
        rig.history().window(Duration.ofSeconds(3), "after " + fault.name());
        rig.history().window(during);
        faults.add(during);
        context.say(fault.name());
        Await.pause(Duration.ofSeconds(3));
        calm.add(window(rig, "no fault"));
      }
      List<Duration> usual = calm.stream().map(window -> localP99(rig, window)).sorted().toList();
      Duration most = usual.get(usual.size() - 1);
      result.figure(
          "local reads' p99 without a fault",
          "%d to %d ms".formatted(usual.get(0).toMillis(), most.toMillis()));
      faults.forEach(during -> measure(result, rig, most, during));
      result.figure("hops", "not told by the service; a reply after a second hop cannot be seen");
      result.verdict(Inspection.thorough(rig));
    } finally {
      proxies.forEach(TcpProxy::close);
    }
    return result;
  }

  private static Window window(Rig rig, String why) {
    long from = System.nanoTime();
    Await.pause(EACH);
    return new Window(from, System.nanoTime(), why);
  }

  private static void measure(RowResult result, Rig rig, Duration usual, Window during) {
    List<Read> reads = reads(rig, during);
    long late = reads.stream().filter(read -> read.took().compareTo(DEADLINE) > 0).count();
    long failed = reads.stream().filter(read -> !Errors.isExpected(read)).count();
    result.figure(
        during.why(),
        "%d of %d reads failed, %d past the deadline, slowest %s, local p99 %s"
            .formatted(
                failed,
                reads.size(),
                late,
                reads.stream()
                        .map(Read::took)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO)
                        .toMillis()
                    + " ms",
                localP99(rig, during).toMillis() + " ms"));
    result.require(late == 0, late + " replies came past the deadline during " + during.why());
    Duration now = localP99(rig, during);
    result.require(
        // On two shared cores the windows without a fault differ by more than a fifth.
        now.toMillis() <= Math.max(10, usual.toMillis() * 1.2),
        "local reads' p99 went from at most %d to %d ms during %s"
            .formatted(usual.toMillis(), now.toMillis(), during.why()));
  }

  /** Of reads at the instance that owns the key. */
  private static Duration localP99(Rig rig, Window window) {
    Map<Integer, String> owners = rig.owners().now();
    List<Read> local =
        reads(rig, window).stream()
            .filter(
                read ->
                    read.instance()
                        .equals(owners.get(rig.partitioning().owner(read.key().jobId()))))
            .filter(read -> read.asked().atLeast().isEmpty())
            .toList();
    return Percentile.p99(local).orElse(Duration.ZERO);
  }

  private static List<Read> reads(Rig rig, Window window) {
    return rig.history().reads().stream()
        .filter(read -> read.startedAt() > window.from() && read.startedAt() < window.to())
        .toList();
  }
}
