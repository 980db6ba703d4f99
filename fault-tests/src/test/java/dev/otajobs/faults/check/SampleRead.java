package dev.otajobs.faults.check;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import java.time.Duration;
import java.util.Optional;

/**
 * A read of a job of {@code written.tsv} that takes 5 ms: by default of {@link #JOB}, in session 1,
 * by an owner, without a token or a bound.
 *
 * @param at when it starts, in milliseconds of the recorded run
 */
record SampleRead(
    long at, JobKey key, int session, Read.Asked asked, Optional<Duration> staleness) {

  static final JobKey JOB = new JobKey("job-1", "100000000000001");

  static SampleRead at(long millis) {
    return new SampleRead(millis, JOB, 1, Read.Asked.PLAIN, Optional.empty());
  }

  SampleRead of(String job) {
    return new SampleRead(at, JobKey.parse(job), session, asked, staleness);
  }

  SampleRead in(int otherSession) {
    return new SampleRead(at, key, otherSession, asked, staleness);
  }

  /** With a token that the session has read before. */
  SampleRead withOwn(String token) {
    return asking(new Read.Asked(Optional.of(Revision.parse(token)), true, Optional.empty()));
  }

  /** With the position of an acknowledged event. */
  SampleRead withGiven(String token) {
    return asking(new Read.Asked(Optional.of(Revision.parse(token)), false, Optional.empty()));
  }

  /** With a bound on the staleness. */
  SampleRead within(Duration maxStaleness) {
    return asking(new Read.Asked(asked.atLeast(), asked.own(), Optional.of(maxStaleness)));
  }

  private SampleRead asking(Read.Asked other) {
    return new SampleRead(at, key, session, other, staleness);
  }

  /** A standby replies, which says that it is so old. */
  SampleRead stale(Duration age) {
    return new SampleRead(at, key, session, asked, Optional.of(age));
  }

  Read found(String revision) {
    return found(revision, "{}");
  }

  Read found(String revision, String body) {
    return read(Outcome.FOUND, 200, Optional.of(Revision.parse(revision)), body);
  }

  Read ended(Outcome outcome, int status) {
    return read(outcome, status, Optional.empty(), "");
  }

  private Read read(Outcome outcome, int status, Optional<Revision> revision, String body) {
    long start = Duration.ofMillis(at).toNanos();
    long end = start + Duration.ofMillis(5).toNanos();
    return new Read(
        key, session, "instance-1", asked, start, end, outcome, status, revision, staleness, body);
  }
}
