package dev.otajobs.faults.check;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.job.Revision;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * I6: a reply that is old says so, truthfully, and is not older than was asked for. Nobody can know
 * the age of what lacks an event that its producer misplaced, while that other partition is without
 * an owner who moves it: such replies are counted.
 */
final class StalenessCheck {

  private final Run run;
  private final Verdict verdict;
  private final NavigableSet<Long> misplaced;

  StalenessCheck(Run run, Verdict verdict) {
    this.run = run;
    this.verdict = verdict;
    this.misplaced = misplaced(run);
  }

  /** When misplaced events were acknowledged. */
  private static NavigableSet<Long> misplaced(Run run) {
    NavigableSet<Long> times = new TreeSet<>();
    run.log()
        .jobs()
        .forEach(
            (key, events) ->
                events.stream()
                    .map(EventLog.Entry::position)
                    .filter(at -> at.partition() != run.partitioning().owner(key.jobId()))
                    .forEach(at -> run.history().ackedAt(at).ifPresent(times::add)));
    return times;
  }

  void check(Read read) {
    if (read.outcome() != Outcome.FOUND || read.revision().isEmpty()) {
      return;
    }
    Duration said = read.staleness().orElse(Duration.ZERO);
    if (read.staleness().isPresent()) {
      verdict.count("standby replies");
      verdict.most("standby reply's greatest staleness, ms", said.toMillis());
      checkBound(read, said);
    }
    // A standby knows how old its copy is, and the owner may have been so much behind.
    checkAge(read, said.plus(run.bounds().visible()).toNanos());
  }

  /** The service's own bound holds for the copy, whatever misplaced events are on their way. */
  private void checkBound(Read read, Duration said) {
    Optional<Duration> asked = read.asked().maxStaleness();
    Duration bound = asked.orElse(run.bounds().staleness());
    if (said.compareTo(bound) <= 0) {
      return;
    }
    boolean isOfMisplaced =
        asked.isEmpty()
            && ownAge(read) <= bound.plus(run.bounds().visible()).toNanos()
            && mayLackMisplaced(read, said);
    if (!isOfMisplaced) {
      if (asked.isEmpty() && run.history().duringFault(read)) {
        // While the brokers are away nobody has anything newer: only the caller's bound holds.
        verdict.count("older than the service's own bound in an outage");
      } else {
        verdict.violated(
            Invariant.I6, "%s: more than %d ms were asked for".formatted(read, bound.toMillis()));
      }
    } else {
      verdict.count("told an age above the service's own bound for misplaced events");
    }
  }

  /** Whether some misplaced event was written in the time of which the reply tells the age. */
  private boolean mayLackMisplaced(Read read, Duration said) {
    long from = read.startedAt() - said.plus(run.bounds().visible()).toNanos();
    return !misplaced.subSet(from, true, read.startedAt(), true).isEmpty();
  }

  /** What the reply lacks of its own partition. */
  private long ownAge(Read read) {
    int own = run.partitioning().owner(read.key().jobId());
    return run.age(read, read.revision().orElseThrow(), partition -> partition == own).orElse(0);
  }

  private void checkAge(Read read, long honest) {
    Revision revision = read.revision().orElseThrow();
    int own = run.partitioning().owner(read.key().jobId());
    long age = ownAge(read);
    long misplaced = run.age(read, revision, partition -> partition != own).orElse(0);
    boolean inWindow = run.history().mayLag(read);
    if (misplaced > honest && age <= honest && inWindow) {
      verdict.count("lacked an event that waited in a partition without an owner");
    } else if (age > honest && inWindow && read.staleness().isEmpty()) {
      verdict.count("owner's replies that lagged in a crash window");
      verdict.most("owner's greatest lag in a crash window, ms", age / 1_000_000);
    } else if (age > honest || misplaced > honest) {
      verdict.violated(
          Invariant.I6,
          "%s: lacks an event of %d ms before, %s"
              .formatted(
                  read,
                  Math.max(age, misplaced) / 1_000_000,
                  age > honest ? "in its own partition" : "in another one"));
    }
  }
}
