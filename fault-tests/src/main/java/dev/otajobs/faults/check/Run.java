package dev.otajobs.faults.check;

import dev.otajobs.faults.history.History;
import dev.otajobs.faults.history.Read;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.job.Change;
import dev.otajobs.job.Revision;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntPredicate;

/** All that the checks go by. */
public record Run(
    History history, EventLog log, Fold fold, Partitioning partitioning, Bounds bounds) {

  public static Run of(History history, EventLog log, Partitioning partitioning, Bounds bounds) {
    return new Run(history, log, new Fold(log), partitioning, bounds);
  }

  /**
   * How long before the read began the first event was acknowledged that a reply of this revision
   * has not met, in nanoseconds; empty if there was none.
   */
  public OptionalLong age(Read read, Revision revision) {
    return age(read, revision, any -> true);
  }

  /** As {@link #age(Read, Revision)}, of the events in these partitions alone. */
  OptionalLong age(Read read, Revision revision, IntPredicate partitions) {
    return log.of(read.key()).stream()
        .filter(entry -> partitions.test(entry.position().partition()))
        .filter(entry -> !entry.isMetBy(revision))
        .map(entry -> history.ackedAt(entry.position()))
        .flatMap(Optional::stream)
        .mapToLong(acked -> read.startedAt() - acked)
        .filter(age -> age > 0)
        .max();
  }

  /**
   * How long before the read began the first creation of the job, of those in these partitions, was
   * acknowledged.
   */
  OptionalLong createdBefore(Read read, IntPredicate partitions) {
    return log.of(read.key()).stream()
        .filter(entry -> entry.event().change() instanceof Change.Created)
        .filter(entry -> partitions.test(entry.position().partition()))
        .map(entry -> history.ackedAt(entry.position()))
        .flatMap(Optional::stream)
        .mapToLong(acked -> read.startedAt() - acked)
        .filter(age -> age > 0)
        .max();
  }

  /** Whether a creation of the job stands at or before this position. */
  boolean createdBy(Read read, Revision revision) {
    return log.of(read.key()).stream()
        .anyMatch(
            entry -> entry.event().change() instanceof Change.Created && entry.isMetBy(revision));
  }
}
