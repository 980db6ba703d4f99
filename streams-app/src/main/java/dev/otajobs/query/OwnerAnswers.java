package dev.otajobs.query;

import dev.otajobs.job.JobView;
import dev.otajobs.job.Revision;
import dev.otajobs.job.StoredJob;
import dev.otajobs.query.StoreReads.Read;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.freshness.SourceWatch;
import dev.otajobs.query.freshness.Trust;
import dev.otajobs.topics.SourceEnds;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers as the owner of a partition. What it has it gives at once; that it has nothing it says
 * only once it has processed all that was there when it was asked.
 */
final class OwnerAnswers {

  /** An answer that is at most this old is not called stale: the brokers are asked so often. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final Polling polling;
  private final StoreReads stores;
  private final Freshness freshness;
  private final SourceWatch watch;

  OwnerAnswers(Polling polling, StoreReads stores, Freshness freshness, SourceWatch watch) {
    this.polling = polling;
    this.stores = stores;
    this.freshness = freshness;
    this.watch = watch;
  }

  Future<JobAnswer> answer(
      JobQuery query, int partition, Optional<StoredJob> stored, Deadline deadline) {
    if (!isMet(query, partition, stored)) {
      return polling
          .until(() -> readIfMet(query, partition), deadline)
          .compose(
              met ->
                  met.isPresent()
                      ? answerMet(query, partition, met.get().job(), deadline)
                      : Future.succeededFuture(new JobAnswer.NotYet(notYet(query))));
    }
    return answerMet(query, partition, stored, deadline);
  }

  private Future<JobAnswer> answerMet(
      JobQuery query, int partition, Optional<StoredJob> stored, Deadline deadline) {
    Optional<JobAnswer> found = found(query, partition, stored);
    return found.isPresent()
        ? Future.succeededFuture(found.get())
        : absent(query, partition, deadline);
  }

  private Optional<JobAnswer> found(JobQuery query, int partition, Optional<StoredJob> stored) {
    Optional<JobView> view = stored.flatMap(job -> JobView.of(query.key(), job.state()));
    return view.map(seen -> checkAge(query, partition, seen, stored.orElseThrow()));
  }

  private JobAnswer checkAge(JobQuery query, int partition, JobView view, StoredJob job) {
    Optional<Duration> age = freshness.ownedAge(partition);
    if (age.isEmpty()) {
      return new JobAnswer.Unavailable("still reading what was written before the start");
    }
    Optional<Duration> staleness = age.filter(old -> old.compareTo(FRESH) > 0);
    Optional<Duration> bound = query.consistency().maxStaleness();
    if (staleness.isPresent() && bound.isPresent() && staleness.get().compareTo(bound.get()) > 0) {
      return new JobAnswer.Unavailable("the owner's copy is " + staleness.get() + " old");
    }
    return new JobAnswer.Found(view, job, staleness);
  }

  private Future<JobAnswer> absent(JobQuery query, int partition, Deadline deadline) {
    return watch
        .next()
        .compose(asked -> polling.until(() -> readIfProcessed(query, partition, asked), deadline))
        .map(read -> absentOrFound(query, partition, read))
        .otherwise(failure -> new JobAnswer.Unavailable("the brokers: " + failure.getMessage()));
  }

  private JobAnswer absentOrFound(JobQuery query, int partition, Optional<Read.Stored> read) {
    if (read.isEmpty()) {
      return new JobAnswer.Unavailable("what was written before the question is not read yet");
    }
    // Asked for after the read: a copy that was lost meanwhile is no proof.
    if (watch.trust() != Trust.OWNER) {
      return new JobAnswer.Unavailable("whether this instance is still the owner is being checked");
    }
    return found(query, partition, read.get().job()).orElseGet(JobAnswer.Absent::new);
  }

  private Optional<Read.Stored> readIfProcessed(JobQuery query, int partition, SourceEnds asked) {
    return watch.isProcessed(partition, asked) ? read(query, partition) : Optional.empty();
  }

  private Optional<Read.Stored> readIfMet(JobQuery query, int partition) {
    return read(query, partition).filter(stored -> isMet(query, partition, stored.job()));
  }

  private Optional<Read.Stored> read(JobQuery query, int partition) {
    return stores.read(partition, query.key()) instanceof Read.Stored stored
        ? Optional.of(stored)
        : Optional.empty();
  }

  /** An offset of the partition itself is also met by an event that was no event of this job. */
  private boolean isMet(JobQuery query, int partition, Optional<StoredJob> stored) {
    Optional<Revision> atLeast = query.consistency().atLeast();
    if (atLeast.isEmpty()
        || stored.filter(job -> job.revision().includes(atLeast.get())).isPresent()) {
      return true;
    }
    return atLeast.get().offsets().entrySet().stream()
        .allMatch(
            asked ->
                asked.getKey() == partition
                    ? freshness.isPast(partition, asked.getValue())
                    : stored
                        .filter(
                            job ->
                                job.revision()
                                    .includes(Revision.at(asked.getKey(), asked.getValue())))
                        .isPresent());
  }

  private static String notYet(JobQuery query) {
    return query.consistency().atLeast().map(Revision::text).orElse("") + " is not reached yet";
  }
}
