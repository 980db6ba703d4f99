package dev.otajobs.job;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What is kept of one job's changes: the newest ones one by one, and what all earlier ones say
 * together. Copies of one event are one change, as the first of them was reported. A change is as
 * new as its stamp, so one that arrives late stands in its place, and the history of the same
 * events is the same in whatever order they arrived.
 *
 * @param earlier what fell out; empty if every change is there
 * @param changes the others, in the order of their stamps
 */
public record JobHistory(Optional<Earlier> earlier, List<JobChange> changes) {

  /**
   * The changes that fell out of a history, joined.
   *
   * @param last the greatest of their stamps
   */
  public record Earlier(Job job, Stamp last) {

    /** Of a job that is older than its history. */
    public static Earlier of(Job job) {
      JobState state = job.state();
      return new Earlier(
          job,
          state.lastStamp().orElseGet(() -> new Stamp(0, state.lastOccurredAt(), new UUID(0, 0))));
    }

    Earlier and(JobChange change) {
      return new Earlier(
          job.join(change.says()), last.compareTo(change.stamp()) < 0 ? change.stamp() : last);
    }
  }

  /**
   * One change and what it did.
   *
   * @param before what callers saw of the job without it and all later ones; empty if nothing
   * @param after the same with it
   * @param isLate whether a change that stands behind it was written before it
   */
  public record Step(
      JobChange change, Optional<JobView> before, Optional<JobView> after, boolean isLate) {}

  public JobHistory {
    changes = List.copyOf(changes);
  }

  /**
   * The history of what is stored.
   *
   * @param stored changes in any order
   * @param most how many changes a history has at most: the oldest ones fall out
   */
  public static JobHistory of(Optional<Earlier> earlier, List<JobChange> stored, int most) {
    Deque<JobChange> kept = new ArrayDeque<>();
    for (JobChange change : stored.stream().sorted(JobChange.ORDER).toList()) {
      if (!kept.isEmpty() && kept.getLast().isCopyOf(change)) {
        kept.add(kept.removeLast().join(change));
      } else {
        kept.add(change);
      }
    }
    Optional<Earlier> joined = earlier;
    while (!kept.isEmpty() && (kept.size() > most || isBelow(kept.getFirst(), joined))) {
      JobChange oldest = kept.removeFirst();
      joined =
          Optional.of(
              joined
                  .map(known -> known.and(oldest))
                  .orElseGet(() -> new Earlier(oldest.says(), oldest.stamp())));
    }
    return new JobHistory(joined, List.copyOf(kept));
  }

  private static boolean isBelow(JobChange change, Optional<Earlier> earlier) {
    return earlier.isPresent() && change.stamp().compareTo(earlier.get().last()) <= 0;
  }

  /** What all changes say together; empty without any. */
  public Optional<Job> whole() {
    return Stream.concat(earlier.stream().map(Earlier::job), changes.stream().map(JobChange::says))
        .reduce(Job::join);
  }

  /** Whether its changes together say all that this job shows. */
  public boolean isOf(Job job) {
    return whole().isPresent()
        && whole().get().state().join(job.state()).equals(whole().get().state());
  }

  /** The earliest time for which {@link #asOf} has an answer, in milliseconds since 1970. */
  public long knownSince() {
    return earlier.map(known -> known.job().state().lastOccurredAt()).orElse(Long.MIN_VALUE);
  }

  /**
   * The job as the events say that occurred up to this time; {@link JobState#UNKNOWN} if there were
   * none.
   *
   * @param time milliseconds since 1970
   * @return empty for a time before {@link #knownSince}
   */
  public Optional<JobState> asOf(long time) {
    if (time < knownSince()) {
      return Optional.empty();
    }
    return Optional.of(
        Stream.concat(
                earlier.stream().map(known -> known.job().state()),
                changes.stream()
                    .filter(change -> change.stamp().occurredAt() <= time)
                    .map(change -> change.says().state()))
            .reduce(JobState.UNKNOWN, JobState::join));
  }

  /** What each change did, in their order. */
  public List<Step> steps(JobKey key) {
    List<Step> steps = new ArrayList<>();
    JobState state = earlier.map(known -> known.job().state()).orElse(JobState.UNKNOWN);
    Optional<JobView> before = JobView.of(key, state);
    for (int i = 0; i < changes.size(); i++) {
      JobChange change = changes.get(i);
      state = state.join(change.says().state());
      Optional<JobView> after = JobView.of(key, state);
      boolean isLate =
          changes.subList(i + 1, changes.size()).stream()
              .anyMatch(next -> next.writtenAt() < change.writtenAt());
      steps.add(new Step(change, before, after, isLate));
      before = after;
    }
    return steps;
  }
}
