package dev.otajobs.faults.rows;

import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.history.Window;
import dev.otajobs.faults.net.TcpProxy;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Ages;
import dev.otajobs.faults.rig.Errors;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Recovery;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.local.Await;
import dev.otajobs.local.Ports;
import dev.otajobs.testkit.service.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One of two instances is cut off from the brokers, then has a slow wire to them. */
public final class BrokerPartition {

  private static final Duration CUT = Duration.ofSeconds(15);
  private static final Duration DEADLINE = Duration.ofMillis(2_100);

  private BrokerPartition() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    RowResult result = new RowResult();
    int advertised = Ports.free();
    int behind = Ports.free();
    try (Stack stack = Stack.startBehind(context.dir().resolve("stack"), behind, advertised);
        TcpProxy proxy = TcpProxy.start(advertised, behind);
        Rig rig = context.rig(RigPlan.of(2), stack)) {
      rig.add("instance-1", Map.of());
      rig.add("instance-2", Map.of("bootstrap.servers", "127.0.0.1:" + advertised));
      rig.startAdded().startLoad();
      Await.pause(Rig.WARM_UP);
      proxy.delay(Duration.ofMillis(300));
      measure(result, rig, "a slow wire");
      proxy.heal();
      Await.pause(CUT);
      proxy.cut();
      measure(result, rig, "resets");
      proxy.heal();
      Await.pause(CUT);
      proxy.silence();
      measure(result, rig, "silence");
      proxy.heal();
      result.figure(
          "new events visible once healed", Recovery.settle(rig, System.nanoTime(), "healed"));
      Await.pause(Duration.ofSeconds(5));
      result.require(rig.instances().alive().size() == 2, "an instance ended by itself");
      result.verdict(Inspection.thorough(rig));
    }
    return result;
  }

  private static void measure(RowResult result, Rig rig, String what) {
    rig.history().window(CUT.multipliedBy(2).plusSeconds(5), what);
    long from = System.nanoTime();
    Await.pause(CUT);
    Window during = new Window(from, System.nanoTime(), what);
    Ages ages = new Ages(rig);
    List<Read> reads =
        rig.history().reads().stream().filter(read -> read.startedAt() > from).toList();
    long late = reads.stream().filter(read -> read.took().compareTo(DEADLINE) > 0).count();
    long failed = reads.stream().filter(read -> !Errors.isExpected(read)).count();
    long oldest =
        reads.stream()
            .filter(read -> read.staleness().isEmpty() && read.instance().equals("instance-2"))
            .mapToLong(ages::millis)
            .max()
            .orElse(0);
    result.figure(
        during.why(),
        "%d of %d reads failed, %d past the deadline; oldest unmarked reply of the one cut off %d ms"
            .formatted(failed, reads.size(), late, oldest));
    result.require(late == 0, late + " replies came past the deadline during " + what);
  }
}
