package dev.otajobs.faults.check;

import dev.otajobs.config.AppConfig;
import dev.otajobs.faults.history.Read;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Holds a history against the log: I2 to I8. What is at rest, I1, is {@link RestCheck}'s. */
public final class Checker {

  /** The service's own, and 100 ms for the way. */
  private static final Duration DEADLINE = Duration.ofMillis(2_100);

  private final Run run;
  private final AppConfig config;

  public Checker(Run run, AppConfig config) {
    this.run = run;
    this.config = config;
  }

  public Verdict check() {
    Verdict verdict = new Verdict();
    List<Read> reads = run.history().reads();
    ReplyCheck replies = new ReplyCheck(run, verdict);
    AbsenceCheck absences = new AbsenceCheck(run, verdict);
    StalenessCheck staleness = new StalenessCheck(run, verdict);
    for (Read read : reads) {
      verdict.count("reads");
      verdict.count("reads " + read.outcome().name().toLowerCase(Locale.ROOT));
      if (read.took().compareTo(DEADLINE) > 0) {
        verdict.count("reads that took longer than 2.1 s");
      }
      replies.check(read);
      absences.check(read);
      staleness.check(read);
    }
    new SessionCheck(run, verdict).check(reads);
    new TerminalCheck(verdict).check(reads);
    new AckCheck(run, verdict).check();
    new DeadLetterCheck(run, verdict).check(config);
    return verdict;
  }
}
