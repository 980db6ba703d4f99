package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.config.AppConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsSettingsTest {

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, 0", "1700000000000, 1700000000000"})
  void shouldTakeAnyTimestampThatABrokerStores(long written, long extracted) {
    // given
    TimestampExtractor extractor =
        config(Map.of())
            .getConfiguredInstance(
                StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, TimestampExtractor.class);

    // then
    assertThat(extractor.extract(record(written), -1)).isEqualTo(extracted);
  }

  @Test
  void shouldLetTheOperatorHaveTheLastWord() {
    // when
    StreamsConfig config = config(Map.of("kafka.commit.interval.ms", "77"));

    // then
    assertThat(config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(77);
  }

  @Test
  void shouldPutTheStoresUnderOneBudget() {
    try (RocksDbMemory memory = new RocksDbMemory(16 << 20)) {
      // when
      Properties settings = settings(Map.of(), memory);

      // then
      assertThat(settings)
          .containsEntry(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbSettings.class)
          .containsEntry(RocksDbSettings.MEMORY, memory);
    }
  }

  private static StreamsConfig config(Map<String, String> more) {
    try (RocksDbMemory memory = new RocksDbMemory(16 << 20)) {
      return new StreamsConfig(settings(more, memory));
    }
  }

  private static Properties settings(Map<String, String> more, RocksDbMemory memory) {
    Map<String, String> values = new HashMap<>(more);
    values.put("bootstrap.servers", "127.0.0.1:9092");
    values.put("schema.registry.url", "http://127.0.0.1:8081");
    values.put("state.dir", "target/state");
    AppConfig config = AppConfig.of(values);
    return StreamsSettings.of(config.kafka(), config.store(), memory, Optional.empty());
  }

  private static ConsumerRecord<Object, Object> record(long timestamp) {
    return new ConsumerRecord<>(
        "events",
        0,
        0,
        timestamp,
        TimestampType.CREATE_TIME,
        0,
        0,
        "key",
        "value",
        new RecordHeaders(),
        Optional.empty());
  }
}
