package dev.otajobs.query.local;

import dev.otajobs.job.Job;
import dev.otajobs.job.Revision;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.JobQuery;
import dev.otajobs.query.Polling;
import dev.otajobs.query.freshness.Age;
import dev.otajobs.query.freshness.EndQuestions;
import dev.otajobs.query.local.StoreReads.Read;
import dev.otajobs.topics.EndOffsets;
import dev.otajobs.topics.HeldBack;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers from a copy that takes in all events: that of the partition's owner, or a standby's with
 * the tail of the log laid over it. A job that the copy has is answered at once. Two answers need
 * more: "absent", and a job for a caller who wants none that is older than this copy, if another
 * copy may be ahead of it. For these the brokers are asked for the end offsets of the partition,
 * and the copy is read again once it has everything before them.
 */
final class CompleteAnswers implements JobLookup {

  /** A transaction that has been open for so long is hardly about to end. */
  private static final Duration LONG = Duration.ofSeconds(1);

  /** Then a caller waits only for what can be read, so that those who wait do not pile up. */
  private static final Duration SHORT = Duration.ofMillis(200);

  private static final Read GONE = new Read.NotHere("the copy that was waited for has gone");
  private static final Read CHANGED = new Read.NotHere("what is read beside the copy has changed");

  private final Polling polling;
  private final CompleteCopy copy;
  private final EndQuestions questions;
  private final Duration maxStaleness;

  /**
   * @param maxStaleness maximum age of an answer when the caller sets none and the brokers can be
   *     reached; without them no instance has anything newer
   */
  CompleteAnswers(
      Polling polling, CompleteCopy copy, EndQuestions questions, Duration maxStaleness) {
    this.polling = polling;
    this.copy = copy;
    this.questions = questions;
    this.maxStaleness = maxStaleness;
  }

  @Override
  public Future<JobAnswer> find(JobQuery query, Deadline deadline) {
    Optional<Revision> atLeast = query.consistency().atLeast();
    return atLeast.isPresent()
        ? findAtLeast(atLeast.get(), query, deadline)
        : answer(read(query), query, deadline);
  }

  /**
   * What was read.
   *
   * @param age of the store before it was read, so what was read is no older; empty if not known
   */
  private record Aged(Optional<Age> age, Read read) {}

  private Aged read(JobQuery query) {
    int before = copy.version();
    Optional<Age> age = copy.age(query.partition());
    Read read = copy.read(query.partition(), query.key());
    return new Aged(age, before == copy.version() ? read : CHANGED);
  }

  private Future<JobAnswer> findAtLeast(Revision position, JobQuery query, Deadline deadline) {
    return polling
        .until(() -> goneOr(query, () -> readIfReached(position, query)), deadline)
        .compose(
            read ->
                read.isPresent()
                    ? answer(read.get(), query, deadline)
                    : Future.succeededFuture(JobAnswer.NotYet.of(position)));
  }

  private Future<JobAnswer> answer(Aged aged, JobQuery query, Deadline deadline) {
    if (aged.read() instanceof Read.NotHere notHere) {
      return Future.succeededFuture(new JobAnswer.Unavailable(notHere.why(), true));
    }
    if (aged.read() instanceof Read.Stored) {
      Optional<JobAnswer> found =
          query.consistency().complete() ? Optional.empty() : found(aged, query);
      return found.isPresent()
          ? Future.succeededFuture(found.get())
          : findAfterEndOffsets(query, deadline);
    }
    throw new IllegalStateException("unknown kind of read: " + aged.read());
  }

  private Optional<JobAnswer> found(Aged aged, JobQuery query) {
    return visible(aged, query).flatMap(job -> checkAge(job, aged.age(), query));
  }

  /** Empty if the job may only be answered after the end offsets. */
  private Optional<JobAnswer> checkAge(Job job, Optional<Age> known, JobQuery query) {
    if (known.isEmpty()) {
      // Usual for a moment after this instance has become the owner, or has begun an overlay.
      return Optional.of(new JobAnswer.Unavailable("the age of the copy is not known yet", true));
    }
    Age age = known.get();
    if (age.age().isEmpty()) {
      return Optional.of(
          new JobAnswer.Unavailable(
              "a transaction is open since before this instance began: its age is not known",
              true));
    }
    Duration old = age.age().get();
    if (age.isUpToDate() && !copy.mayBePreceded(query.partition())) {
      return Optional.of(new JobAnswer.Found(query.key(), job, Optional.empty()));
    }
    if (!isTooOld(age, old, query)) {
      return Optional.of(new JobAnswer.Found(query.key(), job, age.age()));
    }
    // A caller who wants nothing old gets what has no age, if the copy reaches the end in time.
    return query.consistency().maxStaleness().isPresent()
        ? Optional.empty()
        : Optional.of(new JobAnswer.Unavailable("the copy is too old, age=" + old));
  }

  /**
   * A caller's maximum is held against the age. The service's own maximum is held against the lag:
   * while a transaction is open, every copy has that age.
   */
  private boolean isTooOld(Age age, Duration staleness, JobQuery query) {
    Optional<Duration> asked = query.consistency().maxStaleness();
    return asked.isPresent()
        ? staleness.compareTo(asked.get()) > 0
        : age.lag().compareTo(maxStaleness) > 0 && !questions.isOutage();
  }

  private Future<JobAnswer> findAfterEndOffsets(JobQuery query, Deadline deadline) {
    if (questions.isOutage() || deadline.hasPassed()) {
      return Future.succeededFuture(new JobAnswer.Unavailable("the brokers cannot be reached"));
    }
    Deadline patience = isHeldBackForLong(query) ? deadline.atMost(SHORT) : deadline;
    return questions
        .endOffsets(query.partition(), deadline.remaining())
        .timeout(Math.max(1, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS)
        .compose(
            ends ->
                polling.until(() -> goneOr(query, () -> readIfProcessed(ends, query)), patience))
        .map(read -> absentOrFound(read, query))
        .otherwise(failure -> new JobAnswer.Unavailable("the brokers: " + failure.getMessage()));
  }

  /** What was read has everything that was acknowledged before the call, so it has no age. */
  private JobAnswer absentOrFound(Optional<Aged> read, JobQuery query) {
    if (read.isPresent() && read.get().read() instanceof Read.NotHere notHere) {
      return new JobAnswer.Unavailable(notHere.why(), true);
    }
    return read.isPresent()
        ? visible(read.get(), query)
            .<JobAnswer>map(job -> new JobAnswer.Found(query.key(), job, Optional.empty()))
            .orElseGet(JobAnswer.Absent::new)
        : new JobAnswer.Unavailable(
            copy.heldBack(query.partition())
                .map(HeldBack::text)
                .orElse("events before the end offsets are not processed yet"));
  }

  /** Who waits for a copy that goes away is better off with another one than with a late answer. */
  private Optional<Aged> goneOr(JobQuery query, Supplier<Optional<Aged>> read) {
    return copy.isHere(query.partition())
        ? read.get()
        : Optional.of(new Aged(Optional.empty(), GONE));
  }

  private boolean isHeldBackForLong(JobQuery query) {
    return copy.heldBack(query.partition())
        .filter(held -> held.time().compareTo(LONG) > 0)
        .isPresent();
  }

  private Optional<Aged> readIfProcessed(EndOffsets ends, JobQuery query) {
    int before = copy.version();
    return copy.isComplete(query.partition(), ends)
        ? stored(query)
            .filter(read -> before == copy.version())
            .filter(read -> isSettled(read, query))
        : Optional.empty();
  }

  /**
   * An offset of the job's own partition is reached once the owner has passed it, whatever its
   * event was. An offset of another partition, to which a producer misplaced the event, is reached
   * once the job's revision includes it.
   */
  private Optional<Aged> readIfReached(Revision position, JobQuery query) {
    SortedMap<Integer, Long> others = new TreeMap<>(position.offsets());
    Long own = others.remove(query.partition());
    return own == null || copy.isPast(query.partition(), own)
        ? stored(query)
            .filter(read -> includes(read, query, new Revision(others)))
            .filter(read -> includes(read, query, position) || isSettled(read, query))
        : Optional.empty();
  }

  private static boolean includes(Aged read, JobQuery query, Revision others) {
    return others.offsets().isEmpty()
        || job(read, query).filter(job -> job.revision().includes(others)).isPresent();
  }

  private boolean isSettled(Aged aged, JobQuery query) {
    return aged.read() instanceof Read.Stored stored
        && copy.isSettled(query.partition(), query.key(), stored);
  }

  private Optional<Aged> stored(JobQuery query) {
    return Optional.of(read(query)).filter(aged -> aged.read() instanceof Read.Stored);
  }

  private static Optional<Job> visible(Aged aged, JobQuery query) {
    return job(aged, query).filter(Job::isVisible);
  }

  private static Optional<Job> job(Aged aged, JobQuery query) {
    return aged.read() instanceof Read.Stored stored ? stored.job(query.key()) : Optional.empty();
  }
}
