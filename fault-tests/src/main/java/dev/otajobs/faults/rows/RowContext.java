package dev.otajobs.faults.rows;

import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.supervise.Stack;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a row is to be run.
 *
 * @param dir of this row alone
 * @param full whether with all repetitions, or in the short form
 * @param soak how long rows take whose length is a parameter
 */
public record RowContext(Path dir, long seed, boolean full, Duration soak) {

  /** What the row has in its full and in its short form. */
  public <T> T fullOrShort(T full, T shortForm) {
    return this.full ? full : shortForm;
  }

  /** Brokers and registry of this row's own. */
  public Stack stack(int brokers) {
    return Stack.start(dir.resolve("stack"), brokers);
  }

  /** A rig on a stack; nothing of it runs yet. */
  public Rig rig(RigPlan plan, Stack stack) {
    return new Rig(plan, dir, seed, stack);
  }

  /** Progress, for whoever watches. */
  public void say(String line) {
    System.out.println("    " + line);
  }
}
