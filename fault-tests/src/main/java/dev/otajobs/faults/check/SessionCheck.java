package dev.otajobs.faults.check;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** I3 and I4: tokens hold; without one, going back is counted. */
final class SessionCheck {

  private final Run run;
  private final Verdict verdict;

  SessionCheck(Run run, Verdict verdict) {
    this.run = run;
    this.verdict = verdict;
  }

  void check(List<Read> reads) {
    Map<Integer, List<Read>> sessions =
        reads.stream().collect(Collectors.groupingBy(Read::session));
    sessions.values().forEach(this::checkSession);
  }

  private void checkSession(List<Read> reads) {
    Map<JobKey, Revision> seen = new HashMap<>();
    reads.stream()
        .sorted(Comparator.comparingLong(Read::startedAt))
        .forEach(read -> checkRead(read, seen));
  }

  private void checkRead(Read read, Map<JobKey, Revision> seen) {
    read.asked().atLeast().ifPresent(token -> checkToken(read, token));
    if (read.outcome() != Outcome.FOUND || read.revision().isEmpty()) {
      return;
    }
    Revision now = read.revision().get();
    Revision before = seen.get(read.key());
    if (before != null && !now.includes(before) && read.asked().atLeast().isEmpty()) {
      wentBack(read, before);
    }
    seen.merge(read.key(), now, Revision::join);
  }

  private void checkToken(Read read, Revision token) {
    Invariant invariant = read.asked().own() ? Invariant.I3 : Invariant.I4;
    verdict.count("reads with a token");
    if (read.outcome() == Outcome.FOUND) {
      if (read.revision().map(revision -> !revision.includes(token)).orElse(true)) {
        verdict.violated(invariant, "%s: older than the token".formatted(read));
      }
    } else if (read.outcome() == Outcome.ABSENT && run.createdBy(read, token)) {
      verdict.violated(invariant, "%s: the job was created before that".formatted(read));
    }
  }

  private void wentBack(Read read, Revision before) {
    if (read.staleness().isPresent()) {
      verdict.count("went back, marked stale");
    } else if (run.history().duringFault(read)) {
      verdict.count("went back in a crash window");
    } else {
      verdict.violated(Invariant.I3, "%s: %s was read before".formatted(read, before.text()));
    }
  }
}
