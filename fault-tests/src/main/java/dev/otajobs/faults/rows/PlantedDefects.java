package dev.otajobs.faults.rows;

import dev.otajobs.faults.check.Verdict;
import dev.otajobs.faults.mutants.Mutant;
import dev.otajobs.faults.mutants.MutantCompiler;
import dev.otajobs.faults.mutants.Mutants;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.rig.ShortRun;
import dev.otajobs.testkit.service.ServiceJar;
import dev.otajobs.testkit.service.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Each mutant under load: the checker has to see every one. */
public final class PlantedDefects {

  /** A lost event never comes: do not wait for it long. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private PlantedDefects() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    RowResult result = new RowResult();
    MutantCompiler compiler = new MutantCompiler(ServiceJar.find());
    try (Stack stack = context.stack(1)) {
      List<Mutant> mutants = Mutants.all();
      for (int i = 0; i < mutants.size(); i++) {
        Mutant mutant = mutants.get(i);
        Path dir = context.dir().resolve("mutant-" + i);
        Path classes = compiler.compile(mutant, dir);
        RigPlan plan = ShortRun.planPlanted(mutant.standIns()).behind(classes);
        try (Rig rig = new Rig(plan, dir, context.seed(), stack)) {
          Verdict verdict = ShortRun.run(rig, mutant.fault(), PATIENCE);
          boolean caught =
              mutant.caughtBy().stream().anyMatch(which -> verdict.violations(which) > 0);
          context.say(mutant.name() + ": " + (caught ? "caught" : "NOT caught, " + verdict));
          result.figure(
              mutant.name(), caught ? "caught by " + caughtBy(mutant, verdict) : "missed");
          result.require(caught, mutant.name() + " is not caught");
        }
      }
    }
    return result;
  }

  private static String caughtBy(Mutant mutant, Verdict verdict) {
    return mutant.caughtBy().stream()
        .filter(which -> verdict.violations(which) > 0)
        .sorted()
        .map(Enum::name)
        .reduce((a, b) -> a + ", " + b)
        .orElse("nothing");
  }
}
