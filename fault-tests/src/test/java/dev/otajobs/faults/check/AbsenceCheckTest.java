package dev.otajobs.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.faults.history.History;
import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.ingest.Position;
import dev.otajobs.job.Change;
import dev.otajobs.job.JobEvent;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Stamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AbsenceCheckTest {

  private static final Partitioning PARTITIONING = new Partitioning(4);
  private static final JobKey JOB = new JobKey("job-1", "100000000000001");
  private static final int OWN = PARTITIONING.owner(JOB.jobId());
  private static final int OTHER = (OWN + 1) % 4;

  private final History history = new History();
  private final Verdict verdict = new Verdict();

  @Test
  void shouldRefuseToBeDeniedWhatItsOwnerCouldKnow() {
    // when
    check(OWN, read(Outcome.ABSENT, Duration.ofSeconds(3)));

    // then
    assertThat(verdict.violations(Invariant.I5)).isOne();
  }

  @Test
  void shouldAllowForTheMomentAfterTheAcknowledgement() {
    // when
    check(OWN, read(Outcome.ABSENT, Duration.ofSeconds(1)));

    // then
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.counted("not found soon after the creation's ack")).isOne();
  }

  @Test
  void shouldCountACreationThatWaitsInAPartitionWithoutAnOwner() {
    // given
    history.window(Duration.ofSeconds(10), "kill -9");

    // when
    check(OTHER, read(Outcome.ABSENT, Duration.ofSeconds(3)));

    // then
    assertThat(verdict.holds()).isTrue();
    assertThat(
            verdict.counted("not found while its creation waited in a partition without an owner"))
        .isOne();
  }

  @Test
  void shouldRefuseADeniedMisplacedJobWithoutAFault() {
    // when
    check(OTHER, read(Outcome.ABSENT, Duration.ofSeconds(3)));

    // then
    assertThat(verdict.violations(Invariant.I5)).isOne();
  }

  @Test
  void shouldRefuseADeniedJobThatWasFoundBefore() {
    // given
    history.window(Duration.ofSeconds(10), "kill -9");
    history.add(read(Outcome.FOUND, Duration.ofSeconds(1)));

    // when
    check(OTHER, read(Outcome.ABSENT, Duration.ofSeconds(3)));

    // then
    assertThat(verdict.violations(Invariant.I5)).isOne();
  }

  @Test
  void shouldAcceptAFoundJob() {
    // when
    check(OWN, read(Outcome.FOUND, Duration.ofSeconds(3)));

    // then
    assertThat(verdict.holds()).isTrue();
  }

  @Test
  void shouldAcceptADeniedJobThatNobodyHasCreatedYet() {
    // when
    check(OWN, read(Outcome.ABSENT, Duration.ofSeconds(-3)));

    // then
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.counts()).isEmpty();
  }

  private void check(int partition, Read read) {
    Position position = new Position(partition, 7);
    history.acked(position);
    history.add(read);
    Stamp stamp = new Stamp(0, 1, new UUID(0, 1));
    JobEvent creation = new JobEvent(stamp, new Change.Created(Optional.empty(), Map.of()));
    EventLog log =
        new EventLog(Map.of(JOB, List.of(new EventLog.Entry(position, creation))), Map.of(), 1);
    new AbsenceCheck(Run.of(history, log, PARTITIONING, Bounds.DEFAULT), verdict).check(read);
  }

  private static Read read(Outcome outcome, Duration fromNow) {
    long started = System.nanoTime() + fromNow.toNanos();
    return new Read(
        JOB,
        1,
        "instance-1",
        Read.Asked.PLAIN,
        started,
        started + 1_000,
        outcome,
        200,
        Optional.empty(),
        Optional.empty(),
        "");
  }
}
