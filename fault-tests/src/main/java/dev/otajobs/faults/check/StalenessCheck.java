package dev.otajobs.faults.check;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import java.time.Duration;

/** I6: a reply that is old says so, truthfully, and is not older than was asked for. */
final class StalenessCheck {

  private final Run run;
  private final Verdict verdict;

  StalenessCheck(Run run, Verdict verdict) {
    this.run = run;
    this.verdict = verdict;
  }

  void check(Read read) {
    if (read.outcome() != Outcome.FOUND || read.revision().isEmpty()) {
      return;
    }
    long age = run.age(read, read.revision().get()).orElse(0);
    read.staleness()
        .ifPresentOrElse(said -> checkMarked(read, said, age), () -> checkUnmarked(read, age));
  }

  private void checkMarked(Read read, Duration said, long age) {
    verdict.count("standby replies");
    verdict.most("standby reply's greatest staleness, ms", said.toMillis());
    Duration bound = read.asked().maxStaleness().orElse(run.bounds().staleness());
    if (said.compareTo(bound) > 0) {
      verdict.violated(
          Invariant.I6, "%s: more than %d ms were asked for".formatted(read, bound.toMillis()));
    }
    // A standby knows how old its copy is, and the owner may have been so much behind.
    long honest = said.plus(run.bounds().visible()).toNanos();
    if (age > honest) {
      verdict.violated(
          Invariant.I6, "%s: lacks an event of %d ms before".formatted(read, age / 1_000_000));
    }
  }

  private void checkUnmarked(Read read, long age) {
    if (age <= run.bounds().visible().toNanos()) {
      return;
    }
    if (run.history().duringFault(read)) {
      verdict.count("owner's replies that lagged in a crash window");
      verdict.most("owner's greatest lag in a crash window, ms", age / 1_000_000);
    } else {
      verdict.violated(
          Invariant.I6,
          "%s: lacks an event of %d ms before and does not say so"
              .formatted(read, age / 1_000_000));
    }
  }
}
