package dev.otajobs.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.faults.history.History;
import dev.otajobs.faults.workload.BatchClient;
import dev.otajobs.ingest.Position;
import dev.otajobs.job.Change;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobEvent;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Stamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ListCheckTest {

  private static final JobKey ONE = new JobKey("one", "100");
  private static final JobKey TWO = new JobKey("two", "100");
  private static final JobKey OF_ANOTHER = new JobKey("three", "100");

  private final ListCheck check =
      new ListCheck(
          Run.of(
              new History(),
              new EventLog(
                  Map.of(
                      ONE, created(0, BatchClient.FIRMWARE),
                      TWO, created(1, BatchClient.FIRMWARE),
                      OF_ANOTHER, created(2, "other")),
                  Map.of(),
                  3),
              Recording.PARTITIONING,
              Bounds.DEFAULT),
          Duration.ZERO);

  @Test
  void shouldAcceptEveryBatchOnce() {
    assertThat(violations(Optional.of(List.of(TWO, ONE)))).isZero();
  }

  @Test
  void shouldRefuseAnythingElse() {
    assertThat(violations(Optional.of(List.of(TWO)))).as("a hole").isOne();
    assertThat(violations(Optional.of(List.of(TWO, ONE, TWO)))).as("twice").isOne();
    assertThat(violations(Optional.of(List.of(TWO, ONE, OF_ANOTHER)))).as("another").isOne();
    assertThat(violations(Optional.empty())).as("no list").isOne();
  }

  private long violations(Optional<List<JobKey>> listed) {
    Verdict verdict = new Verdict();
    check.check(() -> listed, "instance-1", verdict);
    return verdict.violations(Invariant.I11);
  }

  private static List<EventLog.Entry> created(long offset, String firmware) {
    Change change =
        new Change.Created(
            Optional.empty(), Map.of(JobField.FIRMWARE_ID, new FieldValue.Text(firmware)));
    return List.of(
        new EventLog.Entry(
            new Position(0, offset),
            new JobEvent(new Stamp(0, offset, new UUID(0, offset)), change)));
  }
}
