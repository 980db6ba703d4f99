package dev.otajobs.query.local;

import dev.otajobs.projection.SourceProgress;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.JobQuery;
import dev.otajobs.query.Polling;
import dev.otajobs.query.freshness.EndQuestions;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.overlay.Overlays;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Looks up jobs in this instance's own stores: as the owner of the partition; as a standby; or, in
 * the owner's place, with the tail of the log laid over the store.
 */
public final class LocalJobs implements JobLookup {

  private final SourceProgress progress;
  private final Overlays overlays;
  private final JobLookup owner;
  private final JobLookup standby;
  private final JobLookup overlaid;

  /**
   * @param owned reads the stores that this instance writes to
   * @param copies reads the others, all that they have restored
   * @param maxStaleness maximum age of an answer when the caller sets none
   */
  public LocalJobs(
      Vertx vertx,
      SourceProgress progress,
      StoreReads owned,
      StoreReads copies,
      Overlays overlays,
      Freshness freshness,
      EndQuestions questions,
      Duration maxStaleness) {
    this.progress = progress;
    this.overlays = overlays;
    Polling polling = new Polling(vertx);
    this.owner =
        new CompleteAnswers(
            polling, new OwnedStore(owned, overlays, freshness), questions, maxStaleness);
    this.standby = new StandbyAnswers(copies, overlays, freshness, maxStaleness);
    this.overlaid =
        new CompleteAnswers(
            polling, new OverlaidStore(copies, overlays, freshness), questions, maxStaleness);
  }

  @Override
  public Future<JobAnswer> find(JobQuery query, Deadline deadline) {
    int partition = query.partition();
    JobLookup store = progress.owned(partition).isPresent() ? owner : standby;
    return overlays.at(partition).isEmpty()
        ? store.find(query, deadline)
        : findOverlaid(query, deadline, store);
  }

  private Future<JobAnswer> findOverlaid(JobQuery query, Deadline deadline, JobLookup store) {
    return overlaid
        .find(query, deadline)
        .compose(
            answer ->
                answer instanceof JobAnswer.Unavailable unavailable
                    ? store.find(query, deadline).map(after -> last(after, unavailable))
                    : isOwnersToAnswer(answer, query)
                        ? store.find(query, deadline)
                        : Future.succeededFuture(answer));
  }

  /** The overlay may have ended while the position was waited for. */
  private boolean isOwnersToAnswer(JobAnswer answer, JobQuery query) {
    return answer instanceof JobAnswer.NotYet && progress.owned(query.partition()).isPresent();
  }

  private static JobAnswer last(JobAnswer answer, JobAnswer.Unavailable before) {
    return answer instanceof JobAnswer.Unavailable last ? last.after(before) : answer;
  }
}
