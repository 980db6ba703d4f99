package dev.otajobs.faults.rows;

import dev.otajobs.faults.check.Verdict;
import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Errors;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Percentile;
import dev.otajobs.faults.rig.Recovery;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** SIGKILL of an instance that owns partitions, again and again. */
public final class KillOwner {

  private static final Duration WATCH = Duration.ofSeconds(60);
  private static final Duration WINDOW = Duration.ofSeconds(15);

  /** Between a kill's end and the next one: nothing is allowed for. */
  private static final Duration CALM = Duration.ofSeconds(5);

  private static final Duration READABLE = Duration.ofMillis(200);
  private static final Duration VISIBLE = Duration.ofSeconds(2);
  private static final double OTHERS_ERRORS = 0.001;

  private record Kill(long at, String victim, Set<Integer> partitions) {}

  private KillOwner() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    RowResult result = new RowResult();
    Random random = new Random(context.seed());
    List<Kill> kills = new ArrayList<>();
    List<Duration> readable = new ArrayList<>();
    List<Duration> visible = new ArrayList<>();
    int watched = 0;
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(3), stack).start().startLoad()) {
      // After its start a service reads tails of the log for some seconds, and compiles.
      Await.pause(Rig.WARM_UP.multipliedBy(2));
      result.figure("load", rig.makeHeadroom());
      int times = context.fullOrShort(30, 3);
      for (int time = 1; time <= times; time++) {
        Instance victim = owner(rig, random);
        Set<Integer> partitions = partitionsOf(rig, victim);
        long began = System.nanoTime();
        victim.kill();
        result.require(ExitCodes.isKill(victim), "I10: the exit code does not show the kill");
        kills.add(new Kill(System.nanoTime(), victim.name(), partitions));
        Recovery recovery = new Recovery(rig).watch(partitions, WATCH);
        readable.addAll(recovery.readable());
        visible.addAll(recovery.visible());
        watched += partitions.size();
        context.say(
            "kill %d of %d, %s: %d partitions readable after %s, visible after %s"
                .formatted(
                    time,
                    times,
                    victim.name(),
                    partitions.size(),
                    Percentile.text(Recovery.p99(recovery.readable())),
                    Percentile.text(Recovery.p99(recovery.visible()))));
        victim.launch().awaitReady();
        Recovery.settle(rig, began, "kill -9 " + victim.name());
        Await.pause(CALM);
      }
      Verdict verdict = Inspection.thorough(rig);
      measure(context, result, rig, kills, readable, visible, watched);
      result.verdict(verdict);
    }
    return result;
  }

  private static Instance owner(Rig rig, Random random) {
    Map<Integer, String> owners = allOwners(rig);
    List<String> names = owners.values().stream().distinct().sorted().toList();
    return rig.instances().named(names.get(random.nextInt(names.size())));
  }

  private static Set<Integer> partitionsOf(Rig rig, Instance instance) {
    Set<Integer> partitions = new TreeSet<>();
    allOwners(rig)
        .forEach(
            (partition, owner) -> {
              if (owner.equals(instance.name())) {
                partitions.add(partition);
              }
            });
    return partitions;
  }

  private static Map<Integer, String> allOwners(Rig rig) {
    Await.require(
        WATCH,
        "every partition has an owner",
        () -> rig.owners().now().size() == rig.partitioning().partitions());
    return rig.owners().now();
  }

  private static void measure(
      RowContext context,
      RowResult result,
      Rig rig,
      List<Kill> kills,
      List<Duration> readable,
      List<Duration> visible,
      int watched) {
    result.figure("kills", kills.size() + ", each with exit code 137");
    result.figure("readable again, p99", Percentile.text(Recovery.p99(readable)));
    result.figure("readable again, p50", Percentile.text(Percentile.of(readable, 0.5)));
    result.figure("new events visible, p99", Percentile.text(Recovery.p99(visible)));
    result.require(
        readable.size() == watched && visible.size() == watched,
        "%d of %d partitions did not come back in %d s"
            .formatted(watched - visible.size(), watched, WATCH.toSeconds()));
    result.require(
        Recovery.p99(readable)
            .map(p99 -> p99.compareTo(context.allowed(READABLE)) <= 0)
            .orElse(false),
        "keys were unreadable for longer than 0.2 s (p99)");
    result.require(
        Recovery.p99(visible)
            .map(p99 -> p99.compareTo(context.allowed(VISIBLE)) <= 0)
            .orElse(false),
        "new events were not visible for longer than 2 s (p99)");
    List<Read> others = othersDuring(rig, kills);
    long failed = others.stream().filter(read -> !Errors.isExpected(read)).count();
    double ratio = others.isEmpty() ? 0 : (double) failed / others.size();
    result.figure("other keys' errors", "%d of %d".formatted(failed, others.size()));
    result.require(ratio < OTHERS_ERRORS, "other keys' error ratio is %.4f".formatted(ratio));
  }

  /** Reads of keys that the victim did not own, at instances that lived, in the 15 s after. */
  private static List<Read> othersDuring(Rig rig, List<Kill> kills) {
    return rig.history().reads().stream()
        .filter(
            read ->
                kills.stream()
                    .filter(kill -> follows(read, kill))
                    .anyMatch(
                        kill ->
                            !read.instance().equals(kill.victim())
                                && !kill.partitions()
                                    .contains(rig.partitioning().owner(read.key().jobId()))))
        .toList();
  }

  private static boolean follows(Read read, Kill kill) {
    long after = read.startedAt() - kill.at();
    return after >= 0 && after < WINDOW.toNanos();
  }
}
