package dev.otajobs.faults.rows;

import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.testkit.service.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a row is to be run.
 *
 * @param dir of this row alone
 * @param full whether with all repetitions, or in the short form
 * @param soak how long rows take whose length is a parameter
 * @param load share of the table's rates of writes and reads
 * @param settings of the service in every rig, such as its guarantee
 * @param cpu share of the processors that the service and what it needs have
 * @param other the jar of another version of the service, if there is one
 */
public record RowContext(
    Path dir,
    long seed,
    boolean full,
    Duration soak,
    double load,
    Map<String, String> settings,
    double cpu,
    Optional<Path> other) {

  public RowContext {
    settings = Map.copyOf(settings);
  }

  /** What the row has in its full and in its short form. */
  public <T> T fullOrShort(T full, T shortForm) {
    return this.full ? full : shortForm;
  }

  /** How long something may take: three times as long if there is less of the processors. */
  public Duration allowed(Duration time) {
    return cpu < 1 ? time.multipliedBy(3) : time;
  }

  /** Brokers and registry of this row's own. */
  public Stack stack(int brokers) {
    return Stack.start(dir.resolve("stack"), brokers);
  }

  /** A rig on a stack; nothing of it runs yet. */
  public Rig rig(RigPlan plan, Stack stack) {
    return rig(plan, stack, dir);
  }

  /** As {@link #rig(RigPlan, Stack)}, for rows with several, each with a directory of its own. */
  public Rig rig(RigPlan plan, Stack stack, Path home) {
    RigPlan own = plan.under(plan.workload().times(load));
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      own = own.with(setting.getKey(), setting.getValue());
    }
    return new Rig(own, home, seed, stack).cold();
  }

  /** Progress, for whoever watches. */
  public void say(String line) {
    System.out.println("    " + line);
  }
}
