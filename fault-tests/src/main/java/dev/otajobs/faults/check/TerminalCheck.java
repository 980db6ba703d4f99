package dev.otajobs.faults.check;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** I8: what has met a finished job's end never shows it unfinished again. */
final class TerminalCheck {

  private final Verdict verdict;

  TerminalCheck(Verdict verdict) {
    this.verdict = verdict;
  }

  void check(List<Read> reads) {
    // Per job the smallest revisions that were read as terminal.
    Map<JobKey, Revision> ended = new HashMap<>();
    for (Read read : reads) {
      if (isFound(read) && isTerminal(read)) {
        ended.merge(
            read.key(),
            read.revision().orElseThrow(),
            (a, b) -> b.includes(a) ? a : a.includes(b) ? b : a);
      }
    }
    verdict.count("jobs read as finished", ended.size());
    for (Read read : reads) {
      Revision end = ended.get(read.key());
      if (end != null
          && isFound(read)
          && !isTerminal(read)
          && read.revision().orElseThrow().includes(end)) {
        verdict.violated(
            Invariant.I8, "%s is %s, was finished at %s".formatted(read, read.body(), end.text()));
      }
    }
  }

  private static boolean isFound(Read read) {
    return read.outcome() == Outcome.FOUND && read.revision().isPresent();
  }

  private static boolean isTerminal(Read read) {
    return read.body().contains("\"JobStatus\":\"COMPLETED\"")
        || read.body().contains("\"JobStatus\":\"CANCELED\"");
  }
}
