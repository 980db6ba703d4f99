package dev.otajobs.faults.rows;

import dev.otajobs.faults.check.Verdict;
import dev.otajobs.faults.net.FlakyHttp;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Recovery;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.workload.WorkloadPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import java.time.Duration;
import java.util.Map;

/** The registry is killed, hangs, fails: each time when the service knows no schema yet. */
public final class RegistryLoss {

  private static final Duration GONE = Duration.ofSeconds(12);
  private static final String STALLED = "ota_ingest_stalled";

  private RegistryLoss() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    RowResult result = new RowResult();
    RigPlan plan = RigPlan.of(1).under(WorkloadPlan.full().withForeign(0));
    try (Stack stack = context.stack(1);
        FlakyHttp flaky = FlakyHttp.start(stack.registry().port());
        Rig rig = context.rig(plan, stack)) {
      Instance instance =
          rig.add(
              "instance-1",
              Map.of(
                  "schema.registry.url",
                  "http://127.0.0.1:%d/apis/ccompat/v7".formatted(flaky.port())));
      rig.startAdded().startLoad();
      Await.pause(Duration.ofSeconds(5));
      stack.registry().kill();
      lose(result, rig, instance, "down", stack::restartRegistry);
      flaky.become(FlakyHttp.Mood.HANGING);
      lose(result, rig, instance, "hanging", () -> flaky.become(FlakyHttp.Mood.GOOD));
      flaky.become(FlakyHttp.Mood.FAILING);
      lose(result, rig, instance, "failing", () -> flaky.become(FlakyHttp.Mood.GOOD));
      Verdict verdict = Inspection.thorough(rig);
      result.verdict(verdict);
      result.require(verdict.counted("dead letters") == 0, "good records are dead letters");
    }
    return result;
  }

  private static void lose(
      RowResult result, Rig rig, Instance instance, String what, Runnable heal) {
    long began = System.nanoTime();
    instance.kill();
    instance.launch();
    boolean shown = Await.until(GONE.multipliedBy(3), () -> stalled(instance) == 1);
    Await.pause(GONE);
    double deadLetters = instance.probe().metric("ota_events_dead_letters_total").orElse(0);
    long begin = System.nanoTime();
    heal.run();
    boolean gone = Await.until(GONE.multipliedBy(5), () -> stalled(instance) == 0);
    Duration healed = Duration.ofNanos(System.nanoTime() - begin);
    instance.awaitReady();
    result.figure(
        what,
        "ota_ingest_stalled %s, %.0f dead letters, goes on %d ms after its return"
            .formatted(shown ? "1" : "never 1", deadLetters, healed.toMillis()));
    result.require(shown, "I10: ota_ingest_stalled does not show the registry " + what);
    result.require(gone, "it does not go on after the registry was " + what);
    Recovery.settle(rig, began, "registry " + what);
  }

  private static double stalled(Instance instance) {
    return instance.probe().metric(STALLED).orElse(-1);
  }
}
