package dev.otajobs.faults.check;

import dev.otajobs.ingest.Position;
import java.util.HashSet;
import java.util.Set;

/** Of I1: what the brokers acknowledged is in the topic. If not, the brokers have lost it. */
final class AckCheck {

  private final Run run;
  private final Verdict verdict;

  AckCheck(Run run, Verdict verdict) {
    this.run = run;
    this.verdict = verdict;
  }

  void check() {
    Set<Position> written = new HashSet<>(run.log().rejected().keySet());
    run.log().jobs().values().forEach(job -> job.forEach(entry -> written.add(entry.position())));
    for (Position acked : run.history().acks().keySet()) {
      if (!written.contains(acked)) {
        verdict.violated(Invariant.I1, "acknowledged at " + acked + " but not in the topic");
      }
    }
    verdict.count("acks", run.history().acks().size());
    verdict.count("writes of unknown fate", run.history().unknownFates());
  }
}
