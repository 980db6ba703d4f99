package dev.otajobs.faults;

import static dev.otajobs.faults.check.Invariant.I1;
import static dev.otajobs.faults.check.Invariant.I11;
import static dev.otajobs.faults.check.Invariant.I2;
import static dev.otajobs.faults.check.Invariant.I4;
import static dev.otajobs.faults.check.Invariant.I5;
import static dev.otajobs.faults.check.Invariant.I6;
import static dev.otajobs.faults.check.Invariant.I7;
import static dev.otajobs.faults.check.Invariant.I8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.faults.check.Verdict;
import dev.otajobs.faults.mutants.Mutant;
import dev.otajobs.faults.mutants.MutantCompiler;
import dev.otajobs.faults.mutants.Mutants;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Recovery;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.rig.ShortRun;
import dev.otajobs.faults.workload.Poison;
import dev.otajobs.faults.workload.WorkloadPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.machine.Directories;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.ServiceJar;
import dev.otajobs.testkit.service.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short selection of the faults, and the planted defects without which a pass says nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final long seed = System.nanoTime() % 1_000_000;
  private Stack stack;
  private Path dir;

  @BeforeAll
  void start() {
    System.out.println("seed " + seed);
    dir = Directories.fresh(Path.of("target", "it").toAbsolutePath(), "faults-");
    stack = Stack.start(dir.resolve("stack"), 1);
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @Test
  void shouldKeepItsPromisesThroughAKillPoisonAndDisorder() {
    keepPromisesThrough(1);
  }

  @Test
  @Tag("full")
  void shouldKeepItsPromisesThroughKillsPoisonAndDisorder() {
    keepPromisesThrough(3);
  }

  private void keepPromisesThrough(int kills) {
    // given
    WorkloadPlan load =
        WorkloadPlan.full().at(100, 200).disordered(WorkloadPlan.Order.SHUFFLED).withForeign(0.05);
    RigPlan plan =
        RigPlan.of(2)
            .under(load)
            .with("topics.partitions", "4")
            // The shortest that brokers allow; the rows have the default.
            .with("kafka.consumer.session.timeout.ms", "6000")
            .with("kafka.consumer.heartbeat.interval.ms", "1500")
            .visibleWithin(Duration.ofSeconds(4));
    try (Rig rig =
        new Rig(plan, dir.resolve("kills-" + kills), seed, stack).cold().start().startLoad()) {
      Random random = new Random(seed);
      Poison poison = new Poison(rig.sender(), rig.config().topics().events(), random);

      // when
      for (int kill = 0; kill < kills; kill++) {
        poison.sendAll();
        killAnOwner(rig, random);
      }
      Await.pause(Duration.ofSeconds(3));

      // then
      Verdict verdict = Inspection.quick(rig);
      requireHolds(verdict);
      assertThat(verdict.counted("reads found")).isPositive();
      assertThat(verdict.counted("batches created by calls")).isPositive();
      assertThat(verdict.counted("lists found")).isPositive();
      assertThat(verdict.counted("dead letters")).isEqualTo(rig.history().poison().size());
    }
  }

  @Test
  @Tag("full")
  void shouldFindNothingWrongWithoutFaults() {
    // given
    RigPlan plan = ShortRun.plan(1);

    // when
    try (Rig rig = new Rig(plan, dir.resolve("calm"), seed, stack)) {
      Verdict verdict = ShortRun.run(rig, Mutant.Fault.NONE, PATIENCE);

      // then
      requireHolds(verdict);
    }
  }

  /**
   * In every build, so that no defect can be out of date; the histories that show each are tests.
   */
  @ParameterizedTest
  @MethodSource("mutants")
  void shouldStillCompileThePlantedDefect(Mutant mutant) {
    assertThat(new MutantCompiler(ServiceJar.find()).compile(mutant, dir.resolve("compiled")))
        .isNotEmptyDirectory();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  @Tag("full")
  void shouldCatchThePlantedDefect(Mutant mutant) {
    // given
    Path home = dir.resolve(mutant.name().replace(' ', '-').replace('\'', '-'));
    Path classes = new MutantCompiler(ServiceJar.find()).compile(mutant, home);
    RigPlan plan = ShortRun.planPlanted(mutant.standIns()).behind(classes);

    // when
    try (Rig rig = new Rig(plan, home, seed, stack)) {
      Verdict verdict = ShortRun.run(rig, mutant.fault(), Duration.ofSeconds(3));

      // then
      assertThat(mutant.caughtBy())
          .as("%s: %s", mutant.name(), verdict)
          .anyMatch(which -> verdict.violations(which) > 0);
    }
  }

  static List<Mutant> mutants() {
    return Mutants.all();
  }

  /** I3 needs sessions that do not write meanwhile: see the rows. */
  private static void requireHolds(Verdict verdict) {
    assertThat(EnumSet.of(I1, I2, I4, I5, I6, I7, I8, I11))
        .as("%s", verdict)
        .allMatch(which -> verdict.violations(which) == 0);
  }

  private static void killAnOwner(Rig rig, Random random) {
    Map<Integer, String> owners = new TreeMap<>();
    Await.require(
        PATIENCE,
        "every partition has an owner",
        () -> {
          owners.clear();
          owners.putAll(rig.owners().now());
          return owners.size() == 4;
        });
    Instance victim = rig.instances().named(owners.get(random.nextInt(4)));
    Set<Integer> orphans = new TreeSet<>(owners.keySet());
    orphans.removeIf(partition -> !victim.name().equals(owners.get(partition)));
    long began = System.nanoTime();
    victim.kill();
    Recovery recovery = new Recovery(rig).watch(orphans, PATIENCE);
    assertThat(recovery.visible()).as("partitions that came back").hasSameSizeAs(orphans);
    victim.launch().awaitReady();
    Recovery.settle(rig, began, "kill -9 " + victim.name());
  }
}
