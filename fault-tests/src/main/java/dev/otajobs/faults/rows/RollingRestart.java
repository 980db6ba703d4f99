package dev.otajobs.faults.rows;

import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Recovery;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.workload.RetryingReader;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** SIGTERM and a new start of each instance, one after the other, under load. */
public final class RollingRestart {

  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final String RESTORED = "kafka_consumer_fetch_manager_records_consumed_total";
  private static final double RESTORED_SHARE = 0.01;

  private RollingRestart() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    return run(context, RigPlan.of(3), (rig, instance) -> {});
  }

  /** As the row, with a change to each instance before it starts again. */
  static RowResult run(RowContext context, RigPlan plan, BiConsumer<Rig, Instance> change) {
    RowResult result = new RowResult();
    List<Duration> closes = new ArrayList<>();
    double restored = 0;
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(plan, stack).start().startLoad();
        RetryingReader reader =
            new RetryingReader(
                rig.client(),
                rig.catalog(),
                rig.history(),
                rig.instances()::alive,
                context.seed())) {
      Await.pause(context.fullOrShort(Duration.ofSeconds(60), Rig.WARM_UP.plusSeconds(5)));
      reader.start();
      for (Instance instance : rig.instances().all()) {
        long began = System.nanoTime();
        int before = rig.history().acks().size();
        closes.add(instance.stop());
        change.accept(rig, instance);
        instance.launch().awaitReady();
        double read = instance.probe().metric(RESTORED, "restore-consumer").orElse(0);
        int meanwhile = rig.history().acks().size() - before;
        restored = Math.max(restored, (read - meanwhile) / rig.history().acks().size());
        context.say(
            "%s: closed in %d ms, restored %.0f records, %d were written meanwhile"
                .formatted(
                    instance.name(), closes.get(closes.size() - 1).toMillis(), read, meanwhile));
        Recovery.settle(rig, began, "restart of " + instance.name());
        Await.pause(Duration.ofSeconds(5));
      }
      reader.close();
      result.figure("reads with a retry", reader.reads());
      result.figure("retried", reader.retried());
      result.figure("failed", reader.failed());
      result.figure("slowest close", closes.stream().max(Duration::compareTo).orElseThrow());
      result.figure("restored beyond the tail", "%.2f %%".formatted(Math.max(0, restored) * 100));
      result.require(reader.failed() == 0, reader.failed() + " reads failed with one retry");
      result.require(
          closes.stream().allMatch(close -> close.compareTo(context.allowed(CLOSE)) <= 0),
          "a close took longer than 5 s");
      result.require(restored < RESTORED_SHARE, "more than 1 % of the store was restored");
      result.verdict(Inspection.thorough(rig));
    }
    return result;
  }
}
