package dev.otajobs.faults.check;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.ingest.Position;
import dev.otajobs.job.Revision;
import java.util.Map;
import java.util.Optional;

/**
 * I2: no phantom, no torn state. The revision says which prefix, so the reply is checked exactly.
 */
final class ReplyCheck {

  private final Run run;
  private final Verdict verdict;

  ReplyCheck(Run run, Verdict verdict) {
    this.run = run;
    this.verdict = verdict;
  }

  void check(Read read) {
    if (read.outcome() == Outcome.GARBLED) {
      verdict.violated(Invariant.I2, read + " " + read.body());
    } else if (read.outcome() == Outcome.FOUND) {
      read.revision()
          .ifPresentOrElse(
              revision -> checkFound(read, revision),
              () -> verdict.violated(Invariant.I2, read + " has no ETag"));
    }
  }

  private void checkFound(Read read, Revision revision) {
    for (Map.Entry<Integer, Long> met : revision.offsets().entrySet()) {
      Position position = new Position(met.getKey(), met.getValue());
      if (run.log().of(read.key()).stream().noneMatch(e -> e.position().equals(position))) {
        verdict.violated(
            Invariant.I2, "%s: no committed event of the job is there".formatted(read));
        return;
      }
    }
    Optional<String> expected = run.fold().body(read.key(), revision);
    if (!expected.equals(Optional.of(read.body()))) {
      verdict.violated(
          Invariant.I2,
          "%s: %s but the fold has %s".formatted(read, read.body(), expected.orElse("nothing")));
    }
  }
}
