package dev.otajobs.projection;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

class ThreadFailuresTest {

  @TempDir private static Path stateDir;
  private final CorruptStores corrupt = new CorruptStores(stateDir, "app");
  private final ThreadFailures failures = new ThreadFailures(corrupt);

  /** The last one: the transaction timed out while its coordinator was away. */
  static Stream<RuntimeException> outages() {
    return Stream.of(
        new TimeoutException("no answer"),
        new TransactionAbortableException("abort it"),
        new InvalidTxnStateException("in an invalid state"));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void shouldGoOnAfterAnOutage(RuntimeException outage) {
    assertThat(failures.handle(new StreamsException("cannot commit", outage)))
        .isEqualTo(REPLACE_THREAD);
  }

  @Test
  void shouldStopAfterAnythingElse() {
    assertThat(failures.handle(new StreamsException("a defect", new IllegalStateException())))
        .isEqualTo(SHUTDOWN_CLIENT);
    assertThat(failures.handle(new CorruptRecordException("cannot be read")))
        .isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void shouldStopSoThatTheNextStartSetsTheStoreAside() {
    // given
    StreamsException failure =
        new StreamsException(
            "at " + stateDir + "/app/0_3/rocksdb",
            new RocksDBException(
                new Status(Status.Code.Corruption, Status.SubCode.None, "checksum mismatch")));

    // then
    assertThat(failures.handle(failure)).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(stateDir.resolve("app.corrupt")).hasContent("0_3");
  }
}
