package dev.otajobs.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.job.Change;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobEvent;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.JobOutcome;
import dev.otajobs.job.JobState;
import dev.otajobs.job.Jobs;
import dev.otajobs.job.Revision;
import dev.otajobs.job.Stamp;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

class StoreCheckTest {

  private static final String OURS = "100000000000001";
  private static final String THEIRS = "100000000000002";
  private static final String TASK = "1_0";

  /** The start of job 1. */
  private static final long STARTED = 4;

  private static final long NONE = -1;

  private final Run run = Recording.written().run();
  private final Verdict verdict = new Verdict();

  /** Loads RocksDB's library, so it comes before a test writes a store. */
  private final StoreCheck check = new StoreCheck(run);

  @TempDir private Path stateDir;

  @Test
  void shouldAcceptJobsThatAreTheFoldOfTheirEvents() throws RocksDBException {
    // given
    Jobs both = Jobs.of(OURS, stored("job-2", OURS)).join(Jobs.of(THEIRS, stored("job-2", THEIRS)));
    try (JobStore store = JobStore.create(stateDir, TASK)) {
      store.put("job-1", Jobs.of(OURS, stored("job-1", OURS))).put("job-2", both);
    }

    // when
    check();

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(verdict.counted("jobs compared on disk")).isEqualTo(3);
  }

  @Test
  void shouldRefuseTheOneJobThatLacksAnEvent() throws RocksDBException {
    // given
    try (JobStore store = JobStore.create(stateDir, TASK)) {
      store
          .put("job-1", Jobs.of(OURS, stored("job-1", OURS, STARTED)))
          .put("job-3", Jobs.of(THEIRS, stored("job-3", THEIRS)));
    }

    // when
    check();

    // then
    assertThat(verdict.violations(Invariant.I1)).isOne();
    assertThat(verdict.reasons()).singleElement().asString().contains("job-1/" + OURS);
    assertThat(verdict.counted("jobs compared on disk")).isEqualTo(2);
  }

  @Test
  void shouldRefuseADuplicateThatCounted() throws RocksDBException {
    // given
    Job right = stored("job-1", OURS);
    JobState state = right.state();
    JobState later =
        new JobState(
            state.creation(),
            state.patches(),
            state.start(),
            state.finish(),
            state.lastOccurredAt() + 1);
    try (JobStore store = JobStore.create(stateDir, TASK)) {
      store.put("job-1", Jobs.of(OURS, new Job(later, right.revision())));
    }

    // when
    check();

    // then
    assertThat(verdict.violations(Invariant.I1)).isOne();
  }

  @Test
  void shouldRefuseAnAbortedWriteThatWasKept() throws RocksDBException {
    // given
    Change end = new Change.Finished(JobOutcome.COMPLETED, Optional.empty());
    JobEvent aborted = new JobEvent(new Stamp(0, 1, new UUID(0, 1)), end);
    Job kept = stored("job-2", OURS).join(Job.of(aborted, Revision.at(0, 10)));
    try (JobStore store = JobStore.create(stateDir, TASK)) {
      store.put("job-2", Jobs.of(OURS, kept));
    }

    // when
    check();

    // then
    assertThat(verdict.violations(Invariant.I1)).isOne();
  }

  @Test
  void shouldRefuseAnotherAccountsJob() throws RocksDBException {
    // given
    try (JobStore store = JobStore.create(stateDir, TASK)) {
      store.put("job-3", Jobs.of(OURS, stored("job-3", THEIRS)));
    }

    // when
    check();

    // then
    assertThat(verdict.violations(Invariant.I1)).isOne();
  }

  @Test
  void shouldLeaveOutATaskThatHasMovedAway() throws RocksDBException {
    // given
    try (JobStore store = JobStore.create(stateDir, "1_1")) {
      store.put("job-1", Jobs.of(OURS, stored("job-1", OURS, STARTED)));
    }

    // when
    check();

    // then
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(verdict.counted("jobs compared on disk")).isZero();
  }

  @Test
  void shouldRefuseAStoreThatCannotBeRead() {
    // given
    JobStore.directory(stateDir, TASK);

    // when
    check();

    // then
    assertThat(verdict.violations(Invariant.I1)).isOne();
  }

  @Test
  void shouldRefuseAStoreWithoutTimestamps() throws RocksDBException {
    // given
    JobStore.createPlain(stateDir, TASK).close();

    // when
    check();

    // then
    assertThat(verdict.violations(Invariant.I1)).isOne();
  }

  private void check() {
    check.check(stateDir, Set.of(TASK), "instance-1", verdict);
  }

  private Job stored(String jobId, String account) {
    return stored(jobId, account, NONE);
  }

  /** The job of its events without the one at this offset. */
  private Job stored(String jobId, String account, long lost) {
    return run.log().of(new JobKey(jobId, account)).stream()
        .filter(entry -> entry.position().offset() != lost)
        .map(
            entry ->
                Job.of(
                    entry.event(),
                    Revision.at(entry.position().partition(), entry.position().offset())))
        .reduce(Job::join)
        .orElseThrow();
  }
}
