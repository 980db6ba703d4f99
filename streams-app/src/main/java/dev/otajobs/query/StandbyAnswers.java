package dev.otajobs.query;

import dev.otajobs.job.Job;
import dev.otajobs.job.JobView;
import dev.otajobs.job.Revision;
import dev.otajobs.query.StoreReads.Read;
import dev.otajobs.query.freshness.Freshness;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers as a standby, while the owner is away: with a job that is no older than allowed, and
 * never that there is none, since what was written last may be on its way.
 */
final class StandbyAnswers {

  private final StoreReads stores;
  private final Freshness freshness;
  private final Duration maxStaleness;

  StandbyAnswers(StoreReads stores, Freshness freshness, Duration maxStaleness) {
    this.stores = stores;
    this.freshness = freshness;
    this.maxStaleness = maxStaleness;
  }

  JobAnswer answer(JobQuery query, int partition) {
    // Before the read: what is read afterwards is no older.
    Optional<Duration> age = freshness.standbyAge(partition);
    Read read = stores.read(partition, query.key());
    if (read instanceof Read.NotHere elsewhere) {
      return new JobAnswer.Unavailable(elsewhere.why(), true);
    }
    Duration bound = query.consistency().maxStaleness().orElse(maxStaleness);
    if (age.isEmpty()) {
      return new JobAnswer.Unavailable("how old the copy is is not known yet", true);
    }
    if (age.get().compareTo(bound) > 0) {
      return new JobAnswer.Unavailable("the standby is too old: " + age.get());
    }
    Optional<Job> job = ((Read.Stored) read).job();
    Optional<JobView> view = job.flatMap(known -> JobView.of(query.key(), known.state()));
    if (view.isEmpty()) {
      return new JobAnswer.Unavailable("the standby does not know it, which proves nothing");
    }
    Optional<Revision> atLeast = query.consistency().atLeast();
    return atLeast.isEmpty() || job.orElseThrow().revision().includes(atLeast.get())
        ? new JobAnswer.Found(view.get(), job.orElseThrow(), age)
        : JobAnswer.NotYet.of(atLeast.get());
  }
}
