package dev.otajobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class OriginsTest {

  private static final Position READ = new Position(1, 40);

  private final Origins origins = new Origins("misplaced", new Partitioning(4));

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
    return origins.trace(topic, READ, Records.utf8("job"), Records.VALUE, headers, 0);
  }
}
