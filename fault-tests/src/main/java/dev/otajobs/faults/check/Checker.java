package dev.otajobs.faults.check;

import dev.otajobs.config.AppConfig;
import dev.otajobs.faults.history.Read;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Compares a history with the events topic: I2 to I8 and I11. {@link RestCheck} has I1, jobs at
 * rest.
 */
public final class Checker {

  /** The service's own, and 100 ms for the way. */
  private static final Duration DEADLINE = Duration.ofMillis(2_100);

  private final Run run;
  private final AppConfig config;

  public Checker(Run run, AppConfig config) {
    this.run = run;
    this.config = config;
  }

  /** Compares the history with the events topic, and the dead letters with the broken records. */
  public Verdict check() {
    Verdict verdict = checkHistory(run);
    new DeadLetterCheck(run, verdict).check(config);
    return verdict;
  }

  /** The checks that need nothing but the history and the events: all but I7's. */
  static Verdict checkHistory(Run run) {
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
    new CallCheck(run, verdict).check();
    new AckCheck(run, verdict).check();
    return verdict;
  }
}
