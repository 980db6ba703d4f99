package dev.otajobs.faults.check;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.job.JobKey;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * I5: an outage is never a "not found". A creation that its producer misplaced is not known to its
 * owner before whoever owns that other partition has moved it: while that owner is away such a job
 * may be denied, but not once anybody has found it.
 */
final class AbsenceCheck {

  private final Run run;
  private final Verdict verdict;
  private final Map<JobKey, Long> firstFound = new HashMap<>();

  AbsenceCheck(Run run, Verdict verdict) {
    this.run = run;
    this.verdict = verdict;
    run.history().reads().stream()
        .filter(read -> read.outcome() == Outcome.FOUND)
        .forEach(read -> firstFound.merge(read.key(), read.endedAt(), Math::min));
  }

  void check(Read read) {
    if (read.outcome() != Outcome.ABSENT) {
      return;
    }
    if (firstFound.getOrDefault(read.key(), Long.MAX_VALUE) < read.startedAt()) {
      verdict.violated(Invariant.I5, "%s: it was found before".formatted(read));
      return;
    }
    int own = run.partitioning().owner(read.key().jobId());
    OptionalLong known = run.createdBefore(read, partition -> partition == own);
    OptionalLong misplaced = run.createdBefore(read, partition -> partition != own);
    if (isTooLong(known)) {
      violated(read, known, "in its own partition");
    } else if (isTooLong(misplaced) && run.history().mayLag(read)) {
      verdict.count("not found while its creation waited in a partition without an owner");
    } else if (isTooLong(misplaced)) {
      violated(read, misplaced, "in another one's partition");
    } else if (known.isPresent() || misplaced.isPresent()) {
      verdict.count("not found soon after the creation's ack");
    }
  }

  private boolean isTooLong(OptionalLong known) {
    return known.isPresent() && known.getAsLong() > run.bounds().visible().toNanos();
  }

  private void violated(Read read, OptionalLong known, String where) {
    verdict.violated(
        Invariant.I5,
        "%s: created %d ms before, %s".formatted(read, known.getAsLong() / 1_000_000, where));
  }
}
