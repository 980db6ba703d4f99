package dev.otajobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class OriginTest {

  private static final Position READ = new Position(1, 40);

  private final Ingest ingest =
      new Ingest(
          "misplaced",
          new Partitioning(4),
          new EventDecoder(new FakeRegistry(Events::started), Duration.ZERO));

  @Test
  void shouldTakeThePlaceWhereItWasRead() {
    assertThat(trace("events", "3:7").position()).isEqualTo(READ);
    assertThat(trace("events", "3:7").moved()).isFalse();
  }

  @Test
  void shouldTakeTheFirstPlaceOfARecordThatWasMoved() {
    assertThat(trace("misplaced", "3:7").position()).isEqualTo(new Position(3, 7));
    assertThat(trace("misplaced", "3:7").moved()).isTrue();
  }

  @Test
  void shouldNotBelieveAPartitionThatDoesNotExist() {
    assertThat(trace("misplaced", "4:7").position()).isEqualTo(READ);
    assertThat(trace("misplaced", "no place").position()).isEqualTo(READ);
  }

  private SourceRecord trace(String topic, String origin) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Position.HEADER, Records.utf8(origin));
    return ingest.trace(topic, READ, Records.utf8("job"), Records.VALUE, headers, 0);
  }
}
