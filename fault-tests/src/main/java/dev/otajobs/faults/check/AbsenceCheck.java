package dev.otajobs.faults.check;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import java.util.OptionalLong;

/** I5: an outage is never a "not found". */
final class AbsenceCheck {

  private final Run run;
  private final Verdict verdict;

  AbsenceCheck(Run run, Verdict verdict) {
    this.run = run;
    this.verdict = verdict;
  }

  void check(Read read) {
    if (read.outcome() != Outcome.ABSENT) {
      return;
    }
    OptionalLong known = run.knownFor(read);
    if (known.isEmpty()) {
      return;
    }
    if (known.getAsLong() <= run.bounds().visible().toNanos()) {
      verdict.count("not found soon after the creation's ack");
    } else if (isMisplaced(read) && run.history().duringFault(read)) {
      verdict.count("not found while its events waited in a partition without an owner");
    } else {
      verdict.violated(
          Invariant.I5, "%s: created %d ms before".formatted(read, known.getAsLong() / 1_000_000));
    }
  }

  /** Its owner cannot know it before whoever owns that other partition has moved its events. */
  private boolean isMisplaced(Read read) {
    int own = run.partitioning().owner(read.key().jobId());
    return run.log().of(read.key()).stream().allMatch(e -> e.position().partition() != own);
  }
}
