package dev.otajobs.faults.check;

import dev.otajobs.ingest.Position;
import dev.otajobs.ingest.RejectReason;
import dev.otajobs.job.JobEvent;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events topic as it was read to its end, committed records only.
 *
 * @param jobs each job's events, in the order of offsets within a partition
 * @param rejected the records that cannot be folded
 * @param records how many there are, of either kind
 */
public record EventLog(
    Map<JobKey, List<Entry>> jobs, Map<Position, RejectReason> rejected, long records) {

  /** An event and where it stands. */
  public record Entry(Position position, JobEvent event) {

    boolean isMetBy(Revision revision) {
      return revision.offsets().getOrDefault(position.partition(), -1L) >= position.offset();
    }
  }

  /** The job's events; none if it has none. */
  public List<Entry> of(JobKey key) {
    return jobs.getOrDefault(key, List.of());
  }

  /** The revision of a job that has met all of its events; empty for a job without any. */
  public Optional<Revision> end(JobKey key) {
    return of(key).stream()
        .map(entry -> Revision.at(entry.position().partition(), entry.position().offset()))
        .reduce(Revision::join);
  }
}
