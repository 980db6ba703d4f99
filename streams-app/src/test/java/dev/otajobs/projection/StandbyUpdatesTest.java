package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener.SuspendReason;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class StandbyUpdatesTest {

  private static final TopicPartition TABLE = new TopicPartition("table-changelog", 3);
  private static final TopicPartition INDEX = new TopicPartition("index-changelog", 3);
  private static final TaskId TASK = new TaskId(0, 3);

  private final StandbyProgress table = new StandbyProgress();
  private final StandbyProgress index = new StandbyProgress();
  private final StandbyUpdates updates =
      new StandbyUpdates(Map.of(OtaJobTopology.STORE, table, OtaJobTopology.INDEX, index));

  /** The age of a standby rests on the offsets of its table alone. */
  @Test
  void shouldKeepTheStoresOfAPartitionApart() {
    // when
    updates.onUpdateStart(TABLE, OtaJobTopology.STORE, 100);
    updates.onUpdateStart(INDEX, OtaJobTopology.INDEX, 7);
    updates.onBatchLoaded(INDEX, OtaJobTopology.INDEX, TASK, 9, 3, 10);
    updates.onUpdateStart(INDEX, "another", 1_000);

    // then
    assertThat(table.restored(3)).hasValue(100);
    assertThat(table.generation(3)).isEqualTo(1);
    assertThat(index.restored(3)).hasValue(10);
  }

  @Test
  void shouldForgetOneThatIsGone() {
    // given
    updates.onUpdateStart(TABLE, OtaJobTopology.STORE, 100);
    updates.onUpdateStart(INDEX, OtaJobTopology.INDEX, 7);

    // when
    updates.onUpdateSuspended(INDEX, OtaJobTopology.INDEX, 7, 10, SuspendReason.MIGRATED);

    // then
    assertThat(table.restored(3)).hasValue(100);
    assertThat(index.restored(3)).isEmpty();
  }

  /** Behind the last record there may be markers, and what aborted transactions have left. */
  @Test
  void shouldGoOnWithoutRecords() {
    // given
    updates.onUpdateStart(TABLE, OtaJobTopology.STORE, 100);
    updates.onUpdateStart(INDEX, OtaJobTopology.INDEX, 7);

    // when
    updates.reached(TABLE, -1, 105);
    updates.reached(TABLE, -1, 104);
    updates.reached(new TopicPartition("table-changelog", 4), -1, 9);

    // then
    assertThat(table.restored(3)).hasValue(105);
    assertThat(index.restored(3)).hasValue(7);
    assertThat(table.restored(4)).as("no standby").isEmpty();
  }

  @Test
  void shouldKeepWhatAStandbyWasThatBecameTheOwner() {
    // given
    updates.onUpdateStart(TABLE, OtaJobTopology.STORE, 100);
    updates.onUpdateSuspended(TABLE, OtaJobTopology.STORE, 100, 100, SuspendReason.PROMOTED);

    // when
    updates.reached(TABLE, -1, 105);

    // then
    assertThat(table.restored(3)).hasValue(100);
  }

  /** A store whose restoration failed has been told of nothing. */
  @Test
  void shouldNotGoPastARecordThatIsNotRestored() {
    // given
    updates.onUpdateStart(TABLE, OtaJobTopology.STORE, 100);

    // when
    updates.reached(TABLE, 104, 106);

    // then
    assertThat(table.restored(3)).hasValue(100);

    // when
    updates.onBatchLoaded(TABLE, OtaJobTopology.STORE, TASK, 104, 5, 106);
    updates.reached(TABLE, 104, 106);

    // then
    assertThat(table.restored(3)).hasValue(106);
  }
}
