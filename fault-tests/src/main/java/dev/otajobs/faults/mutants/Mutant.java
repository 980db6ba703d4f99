package dev.otajobs.faults.mutants;

import dev.otajobs.faults.check.Invariant;
import java.util.Set;

/**
 * A defect: a replacement of text in one source file of the service.
 *
 * @param name what is wrong with it
 * @param source the file, below {@code src/main/java}
 * @param original the text to replace; it must be there exactly once
 * @param caughtBy the checks that may see it; one of them must
 * @param standIns instances that it needs: 2 if it shows only when a job is another one's
 * @param fault without which it does not show
 */
public record Mutant(
    String name,
    String source,
    String original,
    String replacement,
    Set<Invariant> caughtBy,
    int standIns,
    Fault fault) {

  /** What happens to the service meanwhile. */
  public enum Fault {
    NONE,
    /** A producer keeps a transaction open beside the others. */
    OPEN_TRANSACTION,
    /** An owner is killed and comes back seconds later. */
    KILL
  }

  /** One that shows without a fault. */
  Mutant(
      String name,
      String source,
      String original,
      String replacement,
      Set<Invariant> caughtBy,
      int standIns) {
    this(name, source, original, replacement, caughtBy, standIns, Fault.NONE);
  }
}
