package dev.otajobs.query.local;

import dev.otajobs.job.Job;
import dev.otajobs.job.Revision;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.JobQuery;
import dev.otajobs.query.freshness.Age;
import dev.otajobs.query.freshness.Copy;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.local.StoreReads.Read;
import dev.otajobs.query.overlay.Overlays;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers from a standby's store alone, while the owner cannot be reached and no overlay is there:
 * a stale read whose age is told and bounded. It never answers "absent", since the events of the
 * last moment may not have reached it.
 */
final class StandbyAnswers implements JobLookup {

  private final StoreReads stores;
  private final Overlays overlays;
  private final Freshness freshness;
  private final Duration maxStaleness;

  /**
   * @param overlays make the answer complete if they are about to be there
   * @param maxStaleness maximum age of an answer when the caller sets none
   */
  StandbyAnswers(StoreReads stores, Overlays overlays, Freshness freshness, Duration maxStaleness) {
    this.stores = stores;
    this.overlays = overlays;
    this.freshness = freshness;
    this.maxStaleness = maxStaleness;
  }

  @Override
  public Future<JobAnswer> find(JobQuery query, Deadline deadline) {
    // The age is taken before the read, so what is read is no older.
    Optional<Age> age = freshness.age(Copy.STANDING, query.partition());
    return Future.succeededFuture(
        age.isPresent()
            ? answer(query, age.get(), read(query))
            : new JobAnswer.Unavailable(
                "no standby of known age here, partition=" + query.partition(), true));
  }

  private Read read(JobQuery query) {
    return stores
        .read(query.partition(), query.key())
        .map(
            jobs ->
                overlays.withStrays(Copy.STANDING, query.partition(), query.key().jobId(), jobs));
  }

  private JobAnswer answer(JobQuery query, Age copy, Read read) {
    if (read instanceof Read.NotHere notHere) {
      return new JobAnswer.Unavailable(notHere.why(), true);
    }
    if (read instanceof Read.Stored stored) {
      if (copy.age().isEmpty()) {
        return new JobAnswer.Unavailable("the age of the standby's store is not known");
      }
      Duration age = copy.age().get();
      // While a transaction is open, every copy has that age: our own maximum is one of the lag.
      Optional<Duration> asked = query.consistency().maxStaleness();
      boolean tooOld =
          asked.isPresent()
              ? age.compareTo(asked.get()) > 0
              : copy.lag().compareTo(maxStaleness) > 0;
      return tooOld
          ? new JobAnswer.Unavailable("the standby's store is too old, age=" + age)
          : answer(query, age, stored.job(query.key()));
    }
    throw new IllegalStateException("unknown kind of read: " + read);
  }

  private JobAnswer answer(JobQuery query, Duration age, Optional<Job> stored) {
    Optional<Job> job = stored.filter(Job::isVisible);
    if (job.isEmpty()) {
      return new JobAnswer.Unavailable(
          "the standby does not have the job, but the owner may",
          overlays.isNeeded(query.partition()));
    }
    Optional<Revision> atLeast = query.consistency().atLeast();
    return atLeast.isEmpty() || job.get().revision().includes(atLeast.get())
        ? new JobAnswer.Found(query.key(), job.get(), Optional.of(age))
        : JobAnswer.NotYet.of(atLeast.get());
  }
}
