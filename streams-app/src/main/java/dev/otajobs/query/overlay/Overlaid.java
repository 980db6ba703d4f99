package dev.otajobs.query.overlay;

import dev.otajobs.job.Job;
import dev.otajobs.job.Jobs;
import dev.otajobs.job.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the tail of the log says of one JobId.
 *
 * @param erasedAt the offset of the last erasure in the partition that owns the JobId, or of the
 *     record before it, which may be -1; {@link #NEVER} if there was none
 * @param expired the revisions of jobs that expired, none within another one
 * @param jobs what the events say that were read since, joined; empty if there were none
 */
record Overlaid(long erasedAt, List<Revision> expired, Optional<Jobs> jobs) {

  private static final long NEVER = Long.MIN_VALUE;

  /** Before anything was read. */
  static final Overlaid NOTHING = new Overlaid(NEVER, List.of(), Optional.empty());

  /** After one more event, which says this. */
  Overlaid and(Jobs says) {
    return new Overlaid(erasedAt, expired, Optional.of(joined(jobs, says)));
  }

  /** After an erasure at this offset. */
  Overlaid erased(long offset) {
    return new Overlaid(Math.max(erasedAt, offset), expired, Optional.empty());
  }

  /**
   * After a tombstone of jobs with this revision. Events that it has not met were folded before it:
   * it then erased nothing. If such events are below the tail, the copy has met them.
   */
  Overlaid expired(Revision upTo) {
    if (jobs.isPresent() && !jobs.get().isWithin(upTo)) {
      return this;
    }
    List<Revision> all = new ArrayList<>(expired);
    all.removeIf(upTo::includes);
    all.add(upTo);
    return new Overlaid(erasedAt, List.copyOf(all), Optional.empty());
  }

  /**
   * The jobs that a copy and the tail know together. An erasure hides what the copy has from below
   * it, by revision: a copy that has met the erasure has none of that any more. One of jobs that
   * expired hides a copy that has met nothing else than they had.
   *
   * @param partition that owns the JobId
   */
  Optional<Jobs> over(Optional<Jobs> copy, int partition) {
    Optional<Jobs> kept = copy.filter(known -> expired.stream().noneMatch(known::isWithin));
    Optional<Jobs> left = erasedAt == NEVER ? kept : kept.flatMap(known -> since(known, partition));
    return jobs.isEmpty() ? left : Optional.of(joined(left, jobs.get()));
  }

  private Optional<Jobs> since(Jobs copy, int partition) {
    SortedMap<String, Job> left = new TreeMap<>();
    for (Map.Entry<String, Job> job : copy.byAccount().entrySet()) {
      if (job.getValue().revision().isPast(partition, erasedAt)) {
        left.put(job.getKey(), job.getValue());
      }
    }
    return left.isEmpty() ? Optional.empty() : Optional.of(Jobs.of(left));
  }

  private static Jobs joined(Optional<Jobs> known, Jobs more) {
    return known.map(jobs -> jobs.join(more)).orElse(more);
  }
}
