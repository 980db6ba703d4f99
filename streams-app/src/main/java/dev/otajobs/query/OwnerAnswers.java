package dev.otajobs.query;

import dev.otajobs.job.Job;
import dev.otajobs.job.JobView;
import dev.otajobs.job.Revision;
import dev.otajobs.query.StoreReads.Read;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.freshness.SourceWatch;
import dev.otajobs.topics.SourceEnds;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

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
  private final Duration maxStaleness;

  OwnerAnswers(
      Polling polling,
      StoreReads stores,
      Freshness freshness,
      SourceWatch watch,
      Duration maxStaleness) {
    this.polling = polling;
    this.stores = stores;
    this.freshness = freshness;
    this.watch = watch;
    this.maxStaleness = maxStaleness;
  }

  Future<JobAnswer> answer(JobQuery query, int partition, Optional<Job> stored, Deadline deadline) {
    Optional<Revision> atLeast = query.consistency().atLeast();
    if (atLeast.isEmpty()) {
      return answerMet(query, partition, stored, deadline);
    }
    return polling
        .until(() -> readIfMet(query, partition, atLeast.get()), deadline)
        .compose(
            met ->
                met.isPresent()
                    ? answerMet(query, partition, met.get().job(), deadline)
                    : Future.succeededFuture(JobAnswer.NotYet.of(atLeast.get())));
  }

  private Future<JobAnswer> answerMet(
      JobQuery query, int partition, Optional<Job> stored, Deadline deadline) {
    Optional<JobAnswer> found = found(query, partition, stored);
    return found.isPresent()
        ? Future.succeededFuture(found.get())
        : absent(query, partition, deadline);
  }

  private Optional<JobAnswer> found(JobQuery query, int partition, Optional<Job> stored) {
    Optional<JobView> view = stored.flatMap(job -> JobView.of(query.key(), job.state()));
    return view.map(seen -> checkAge(query, partition, seen, stored.orElseThrow()));
  }

  private JobAnswer checkAge(JobQuery query, int partition, JobView view, Job job) {
    Optional<Duration> age = freshness.ownedAge(partition);
    if (age.isEmpty()) {
      // Mostly it has only just become the owner, and the brokers are asked every moment.
      return new JobAnswer.Unavailable("still reading what was written before the start", true);
    }
    Optional<Duration> staleness = age.filter(old -> old.compareTo(FRESH) > 0);
    if (staleness.isPresent() && isTooOld(staleness.get(), query)) {
      return new JobAnswer.Unavailable("the owner's copy is " + staleness.get() + " old");
    }
    return new JobAnswer.Found(view, job, staleness);
  }

  /** While the brokers are away nobody has anything newer, so only the caller's bound holds. */
  private boolean isTooOld(Duration staleness, JobQuery query) {
    Optional<Duration> asked = query.consistency().maxStaleness();
    return asked.isPresent()
        ? staleness.compareTo(asked.get()) > 0
        : staleness.compareTo(maxStaleness) > 0 && !watch.isOutage();
  }

  private Future<JobAnswer> absent(JobQuery query, int partition, Deadline deadline) {
    if (watch.isOutage() || deadline.hasPassed()) {
      return Future.succeededFuture(new JobAnswer.Unavailable("the brokers are away"));
    }
    return watch
        .next()
        .timeout(Math.max(1, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS)
        .compose(asked -> polling.until(() -> readIfProcessed(query, partition, asked), deadline))
        .map(read -> absentOrFound(query, partition, read))
        .otherwise(failure -> new JobAnswer.Unavailable("the brokers: " + failure.getMessage()));
  }

  private JobAnswer absentOrFound(JobQuery query, int partition, Optional<Read.Stored> read) {
    return read.isPresent()
        ? found(query, partition, read.get().job()).orElseGet(JobAnswer.Absent::new)
        : new JobAnswer.Unavailable("what was written before the question is not read yet");
  }

  private Optional<Read.Stored> readIfProcessed(JobQuery query, int partition, SourceEnds asked) {
    return freshness.isProcessed(partition, asked) ? read(query, partition) : Optional.empty();
  }

  /**
   * An offset of the partition itself is met once it is passed, whatever its event was; one of
   * another partition, whose producer misplaced the event, once the job has met it.
   */
  private Optional<Read.Stored> readIfMet(JobQuery query, int partition, Revision atLeast) {
    SortedMap<Integer, Long> elsewhere = new TreeMap<>(atLeast.offsets());
    Long own = elsewhere.remove(partition);
    return own == null || freshness.isPast(partition, own)
        ? read(query, partition).filter(stored -> includes(stored.job(), new Revision(elsewhere)))
        : Optional.empty();
  }

  private static boolean includes(Optional<Job> job, Revision elsewhere) {
    return elsewhere.offsets().isEmpty()
        || job.filter(known -> known.revision().includes(elsewhere)).isPresent();
  }

  private Optional<Read.Stored> read(JobQuery query, int partition) {
    return stores.readOwned(partition, query.key()) instanceof Read.Stored stored
        ? Optional.of(stored)
        : Optional.empty();
  }
}
