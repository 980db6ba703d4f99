package dev.otajobs.query.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.codec.JobsSerde;
import dev.otajobs.job.Jobs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreHandleTest {

  private static final int TIMES = 10;
  private static final int READERS = 2;

  @TempDir private Path dir;

  /** With what {@code readOnly} returns, unguarded, the first or second close ends the process. */
  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldSayThatAStoreIsClosedThatClosesDuringReads(IsolationLevel level) throws Exception {
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    try {
      for (int time = 0; time < TIMES; time++) {
        TopologyTestDriver driver = new TopologyTestDriver(table(), settings());
        StoreHandle handle = StoreHandle.of(driver.getTimestampedKeyValueStore("table"), level);
        CountDownLatch reading = new CountDownLatch(READERS);
        Callable<InvalidStateStoreException> reader = () -> readUntilClosed(handle, reading);
        List<Future<InvalidStateStoreException>> closed =
            Stream.generate(() -> readers.submit(reader)).limit(READERS).toList();
        reading.await();

        // when
        driver.close();

        // then
        for (Future<InvalidStateStoreException> failure : closed) {
          assertThat(failure.get()).hasMessageContaining("closed");
        }
      }
    } finally {
      readers.shutdownNow();
    }
  }

  /** Kafka Streams does so with the stores of a task that it has to restore. */
  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldReadAStoreThatIsOpenedAgain(IsolationLevel level) {
    // given
    TimestampedKeyValueStore<byte[], Jobs> store =
        Stores.timestampedKeyValueStoreBuilder(
                Stores.persistentTimestampedKeyValueStore("table"),
                Serdes.ByteArray(),
                new JobsSerde())
            .withLoggingDisabled()
            .build();
    MockProcessorContext<Void, Void> context =
        new MockProcessorContext<>(settings(), new TaskId(0, 0), dir.toFile());
    store.init(context.getStateStoreContext(), store);
    StoreHandle handle = StoreHandle.of(store, level);
    assertThat(handle.get("job-1")).isEmpty();

    // when
    store.close();
    store.init(context.getStateStoreContext(), store);

    // then
    for (int i = 0; i < 1_000; i++) {
      assertThat(handle.get("job-1")).isEmpty();
    }
    store.close();
  }

  private static InvalidStateStoreException readUntilClosed(
      StoreHandle handle, CountDownLatch reading) {
    try {
      while (true) {
        Optional<Jobs> none = handle.get("job-1");
        assertThat(none).isEmpty();
        reading.countDown();
      }
    } catch (InvalidStateStoreException e) {
      return e;
    }
  }

  private static Topology table() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.table(
        "jobs",
        Consumed.with(Serdes.ByteArray(), new JobsSerde()),
        Materialized.<byte[], Jobs, KeyValueStore<Bytes, byte[]>>as("table"));
    return builder.build();
  }

  private Properties settings() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.TRANSACTIONAL_STATE_STORES_CONFIG, "true");
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, "0");
    return settings;
  }
}
