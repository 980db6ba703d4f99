package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReturnedOffsetsTest {

  private static final TopicPartition TABLE = new TopicPartition("table-changelog", 3);

  private final StandbyProgress table = new StandbyProgress();
  private final StandbyUpdates updates = new StandbyUpdates(Map.of(OtaJobTopology.STORE, table));
  private final ReturnedOffsets returned = new ReturnedOffsets(updates);

  @BeforeEach
  void begin() {
    updates.onUpdateStart(TABLE, OtaJobTopology.STORE, 100);
  }

  @Test
  void shouldTellWithTheNextPollOnly() {
    // when
    returned.polling();
    returned.polled(markersUpTo(105));

    // then
    assertThat(table.restored(3)).as("Kafka Streams has not seen it yet").hasValue(100);

    // when
    returned.polling();

    // then
    assertThat(table.restored(3)).hasValue(105);
  }

  @Test
  void shouldGoPastTheMarkerBehindARecord() {
    // when
    returned.polled(recordAt(100, 102));
    updates.onBatchLoaded(TABLE, OtaJobTopology.STORE, new TaskId(0, 3), 100, 1, 102);
    returned.polling();

    // then
    assertThat(table.restored(3)).hasValue(102);
  }

  @Test
  void shouldForgetWhatWasReturnedForAStoreThatIsBegunAnew() {
    // given
    returned.polled(markersUpTo(105));

    // when
    returned.sought(List.of(TABLE));
    updates.onUpdateStart(TABLE, OtaJobTopology.STORE, 0);
    returned.polling();

    // then
    assertThat(table.restored(3)).hasValue(0);
  }

  @Test
  void shouldForgetWhatIsAssignedNoLonger() {
    // given
    returned.polled(markersUpTo(105));

    // when
    returned.assigned(List.of());
    returned.polling();

    // then
    assertThat(table.restored(3)).hasValue(100);
  }

  private static ConsumerRecords<byte[], byte[]> markersUpTo(long next) {
    return new ConsumerRecords<>(Map.of(), Map.of(TABLE, new OffsetAndMetadata(next)));
  }

  private static ConsumerRecords<byte[], byte[]> recordAt(long offset, long next) {
    return new ConsumerRecords<>(
        Map.of(
            TABLE,
            List.of(
                new ConsumerRecord<>(
                    TABLE.topic(), TABLE.partition(), offset, new byte[1], new byte[1]))),
        Map.of(TABLE, new OffsetAndMetadata(next)));
  }
}
