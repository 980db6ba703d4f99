package dev.otajobs.query.local;

import dev.otajobs.job.Job;
import dev.otajobs.job.Revision;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.JobQuery;
import dev.otajobs.query.freshness.BrokerWatch;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.local.StoreReads.Read;
import dev.otajobs.topics.EndOffsets;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Answers from the store of a partition that this instance owns. A job that is in the store is
 * answered at once. "Absent" needs more: the brokers are asked for the end offsets of the
 * partition, and the store is read again once it has processed everything before them.
 */
final class OwnerAnswers implements JobLookup {

  /** Up to this age an answer is not marked as stale; the age is measured every 250 ms. */
  private static final Duration UP_TO_DATE = Duration.ofSeconds(2);

  private final Polling polling;
  private final StoreReads stores;
  private final Freshness freshness;
  private final BrokerWatch watch;
  private final Duration maxStaleness;

  /**
   * @param maxStaleness maximum age of an answer when the caller sets none and the brokers can be
   *     reached; without them no instance has anything newer
   */
  OwnerAnswers(
      Polling polling,
      StoreReads stores,
      Freshness freshness,
      BrokerWatch watch,
      Duration maxStaleness) {
    this.polling = polling;
    this.stores = stores;
    this.freshness = freshness;
    this.watch = watch;
    this.maxStaleness = maxStaleness;
  }

  @Override
  public Future<JobAnswer> find(JobQuery query, Deadline deadline) {
    Optional<Revision> atLeast = query.consistency().atLeast();
    return atLeast.isPresent()
        ? findAtLeast(atLeast.get(), query, deadline)
        : answer(read(query), query, deadline);
  }

  private Future<JobAnswer> findAtLeast(Revision position, JobQuery query, Deadline deadline) {
    return polling
        .until(() -> readIfReached(position, query), deadline)
        .compose(
            read ->
                read.isPresent()
                    ? answer(read.get(), query, deadline)
                    : Future.succeededFuture(JobAnswer.NotYet.of(position)));
  }

  private Future<JobAnswer> answer(Read read, JobQuery query, Deadline deadline) {
    if (read instanceof Read.NotHere notHere) {
      return Future.succeededFuture(new JobAnswer.Unavailable(notHere.why(), true));
    }
    if (read instanceof Read.Stored stored) {
      Optional<JobAnswer> found = found(stored, query);
      return found.isPresent()
          ? Future.succeededFuture(found.get())
          : findAfterEndOffsets(query, deadline);
    }
    throw new IllegalStateException("unknown kind of read: " + read);
  }

  private Optional<JobAnswer> found(Read.Stored stored, JobQuery query) {
    return stored.job().filter(Job::isVisible).map(job -> checkAge(job, query));
  }

  private JobAnswer checkAge(Job job, JobQuery query) {
    Optional<Duration> age = freshness.ownedAge(query.partition());
    if (age.isEmpty()) {
      // Usual for a moment after this instance has become the owner.
      return new JobAnswer.Unavailable("the age of the owner's store is not known yet", true);
    }
    Optional<Duration> staleness = age.filter(old -> old.compareTo(UP_TO_DATE) > 0);
    return staleness.isPresent() && isTooOld(staleness.get(), query)
        ? new JobAnswer.Unavailable("the owner's store is too old, age=" + staleness.get())
        : new JobAnswer.Found(query.key(), job, staleness);
  }

  private boolean isTooOld(Duration staleness, JobQuery query) {
    Optional<Duration> asked = query.consistency().maxStaleness();
    return asked.isPresent()
        ? staleness.compareTo(asked.get()) > 0
        : staleness.compareTo(maxStaleness) > 0 && !watch.isOutage();
  }

  private Future<JobAnswer> findAfterEndOffsets(JobQuery query, Deadline deadline) {
    if (watch.isOutage() || deadline.hasPassed()) {
      return Future.succeededFuture(new JobAnswer.Unavailable("the brokers cannot be reached"));
    }
    return watch
        .endOffsets()
        .timeout(Math.max(1, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS)
        .compose(ends -> polling.until(() -> readIfProcessed(ends, query), deadline))
        .map(read -> absentOrFound(read, query))
        .otherwise(failure -> new JobAnswer.Unavailable("the brokers: " + failure.getMessage()));
  }

  private JobAnswer absentOrFound(Optional<Read.Stored> read, JobQuery query) {
    return read.isPresent()
        ? found(read.get(), query).orElseGet(JobAnswer.Absent::new)
        : new JobAnswer.Unavailable("events before the end offsets are not processed yet");
  }

  private Optional<Read.Stored> readIfProcessed(EndOffsets ends, JobQuery query) {
    return freshness.isProcessed(query.partition(), ends)
        ? stored(query)
            .filter(read -> read.job().filter(Job::isVisible).isPresent() || isSettled(read, query))
        : Optional.empty();
  }

  /**
   * An offset of the job's own partition is reached once the owner has passed it, whatever its
   * event was. An offset of another partition, to which a producer misplaced the event, is reached
   * once the job's revision includes it.
   */
  private Optional<Read.Stored> readIfReached(Revision position, JobQuery query) {
    SortedMap<Integer, Long> others = new TreeMap<>(position.offsets());
    Long own = others.remove(query.partition());
    return own == null || freshness.isPast(query.partition(), own)
        ? stored(query)
            .filter(read -> includes(read, new Revision(others)))
            .filter(read -> includes(read, position) || isSettled(read, query))
        : Optional.empty();
  }

  private static boolean includes(Read.Stored read, Revision others) {
    return others.offsets().isEmpty()
        || read.job().filter(job -> job.revision().includes(others)).isPresent();
  }

  private boolean isSettled(Read.Stored read, JobQuery query) {
    return stores.isSettled(query.partition(), query.key(), read);
  }

  private Optional<Read.Stored> stored(JobQuery query) {
    return read(query) instanceof Read.Stored stored ? Optional.of(stored) : Optional.empty();
  }

  private Read read(JobQuery query) {
    return stores.readOwned(query.partition(), query.key());
  }
}
