package dev.otajobs.faults.rows;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.net.FlakyHttp;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.workload.Accounts;
import dev.otajobs.faults.workload.JobClient;
import dev.otajobs.job.JobKey;
import dev.otajobs.local.Await;
import dev.otajobs.local.ChildProcess;
import dev.otajobs.testkit.events.Events;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.ServiceJar;
import dev.otajobs.testkit.service.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The registry answers with another schema for an id, to a service that knows none. The events
 * cannot be read: they become dead letters, and are replayed once the registry is right again.
 */
public final class RegistryLies {

  private static final int JOBS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration COMMITTED = Duration.ofSeconds(3);
  private static final String DEAD_LETTERS = "ota_events_dead_letters_total";

  private RegistryLies() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    RowResult result = new RowResult();
    try (Stack stack = context.stack(1);
        FlakyHttp registry = FlakyHttp.start(stack.registry().port());
        Rig rig = context.rig(RigPlan.of(1), stack)) {
      Instance instance =
          rig.add(
              "instance-1",
              Map.of(
                  "schema.registry.url",
                  "http://127.0.0.1:%d/apis/ccompat/v7".formatted(registry.port())));
      rig.startAdded();
      create(rig, "before");
      result.require(Await.until(PATIENCE, () -> found(rig, "before") == JOBS), "not folded");
      // What is not committed would be read again, by the wrong schema.
      Await.pause(COMMITTED);
      instance.kill();
      registry.become(FlakyHttp.Mood.LYING);
      instance.launch().awaitReady();
      create(rig, "meanwhile");
      Await.until(PATIENCE, () -> deadLetters(instance) >= JOBS);
      result.figure("dead letters of %d events".formatted(JOBS), (long) deadLetters(instance));
      result.require(
          deadLetters(instance) == JOBS,
          "I10: " + DEAD_LETTERS + " does not show " + JOBS + " dead letters");
      result.require(found(rig, "before") == JOBS, "what was folded before is not answered");
      result.require(found(rig, "meanwhile") == 0, "events were read by a wrong schema");
      result.require(instance.isAlive(), "the instance ended");
      registry.become(FlakyHttp.Mood.GOOD);
      instance.kill();
      instance.launch().awaitReady();
      OptionalInt code = replay(rig, context.dir().resolve("instance-1.properties"));
      result.require(code.equals(OptionalInt.of(0)), "the replay ended with " + code);
      boolean all = Await.until(PATIENCE, () -> found(rig, "meanwhile") == JOBS);
      result.figure("jobs found after the replay", found(rig, "meanwhile"));
      result.require(all, "the replayed events are not folded");
    }
    return result;
  }

  private static double deadLetters(Instance instance) {
    return instance.probe().metric(DEAD_LETTERS).orElse(0);
  }

  private static void create(Rig rig, String name) {
    keys(name).forEach(key -> rig.sender().send(Events.created(key.jobId())).join());
  }

  private static List<JobKey> keys(String name) {
    return IntStream.range(0, JOBS)
        .mapToObj(i -> new JobKey(name + "-" + i, Accounts.UNSIGNED))
        .toList();
  }

  private static long found(Rig rig, String name) {
    Instance instance = rig.instances().named("instance-1");
    JobClient.Call call =
        new JobClient.Call(instance.name(), instance.port(), JobClient.Api.RPC, -5);
    return keys(name).stream()
        .map(key -> rig.client().read(call, key, Read.Asked.PLAIN).join())
        .filter(read -> read.outcome() == Outcome.FOUND)
        .count();
  }

  private static OptionalInt replay(Rig rig, Path settings) {
    try (ChildProcess process =
        rig.program()
            .start(
                "replay",
                List.of(
                    "-jar",
                    ServiceJar.find().path().toString(),
                    "dead-letters",
                    "replay",
                    "--config",
                    settings.toString(),
                    "--reason",
                    "UNDECODABLE"))) {
      Await.until(PATIENCE, () -> !process.isAlive());
      return process.exitCode();
    }
  }
}
