package dev.otajobs.faults.rows;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.net.Flood;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Percentile;
import dev.otajobs.faults.rig.Recovery;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.workload.Accounts;
import dev.otajobs.faults.workload.JobClient;
import dev.otajobs.faults.workload.OneKey;
import dev.otajobs.ingest.Position;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** One producer writes to one job without a pause; the others' new events must show in time. */
public final class FloodedKey {

  private static final JobKey KEY = new JobKey("flooded", Accounts.UNSIGNED);
  private static final int PER_SECOND = 1_000;
  private static final Duration VISIBLE = Duration.ofSeconds(2);
  private static final Duration AFTER = Duration.ofSeconds(5);

  private FloodedKey() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    RowResult result = new RowResult();
    Random random = new Random(context.seed());
    List<Duration> visible = new ArrayList<>();
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(2), stack).start().startLoad()) {
      Await.pause(Rig.WARM_UP);
      Set<Integer> others = new TreeSet<>();
      for (int partition = 0; partition < rig.partitioning().partitions(); partition++) {
        others.add(partition);
      }
      others.remove(rig.partitioning().owner(KEY.jobId()));
      Position last;
      try (OneKey flood = new OneKey(rig.sender(), KEY, random, PER_SECOND).start()) {
        long began = System.nanoTime();
        int rounds = context.fullOrShort(40, 10);
        for (int round = 0; round < rounds; round++) {
          visible.addAll(new Recovery(rig).watch(others, AFTER).visible());
          Await.pause(Duration.ofSeconds(1));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        result.figure(
            "events of the one job", "%d, %.0f/s".formatted(flood.sent(), flood.sent() / seconds));
        result.require(flood.sent() >= Flood.ENOUGH * PER_SECOND * seconds, "it was no flood");
        result.require(
            visible.size() == rounds * others.size(),
            "%d of %d new events of other partitions were not visible within %d s"
                .formatted(
                    rounds * others.size() - visible.size(),
                    rounds * others.size(),
                    AFTER.toSeconds()));
        last = flood.end();
      }
      Optional<Duration> p99 = Percentile.of(visible, 0.99);
      result.figure("new events of other partitions visible, p99", Percentile.text(p99));
      result.require(
          p99.filter(time -> time.compareTo(context.allowed(VISIBLE)) <= 0).isPresent(),
          "new events of other partitions took longer than 2 s (p99)");
      long ended = System.nanoTime();
      boolean seen = Await.until(context.allowed(AFTER), () -> includes(rig, last));
      result.figure("the last event visible after", Duration.ofNanos(System.nanoTime() - ended));
      result.require(seen, "the last event of the one job was not visible after 5 s");
      result.verdict(Inspection.thorough(rig));
    }
    return result;
  }

  private static boolean includes(Rig rig, Position last) {
    Instance instance = rig.instances().named("instance-1");
    JobClient.Call call =
        new JobClient.Call(instance.name(), instance.port(), JobClient.Api.REST, -4);
    Read read = rig.client().read(call, KEY, Read.Asked.PLAIN).join();
    return read.outcome() == Outcome.FOUND
        && read.revision()
            .filter(seen -> seen.includes(Revision.at(last.partition(), last.offset())))
            .isPresent();
  }
}
