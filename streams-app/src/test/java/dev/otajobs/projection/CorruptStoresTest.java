package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

class CorruptStoresTest {

  @TempDir private Path stateDir;
  private CorruptStores corrupt;

  @BeforeEach
  void openStores() throws IOException {
    corrupt = new CorruptStores(stateDir, "app");
    for (String task : new String[] {"0_0", "0_1"}) {
      Files.createDirectories(stateDir.resolve("app").resolve(task).resolve("rocksdb"));
      Files.writeString(stateDir.resolve("app").resolve(task).resolve("rocksdb/file"), "first");
    }
    Files.writeString(stateDir.resolve("app").resolve("kafka-streams-process-metadata"), "{}");
  }

  @Test
  void shouldSetAsideTheStoreThatCannotBeOpened() {
    // when
    boolean noted =
        corrupt.note(
            failure("Error opening store at location " + stateDir + "/app/0_1/rocksdb/ota-jobs"));

    // then
    assertThat(noted).isTrue();
    assertThat(stateDir.resolve("app/0_1")).as("until the next start").exists();
    corrupt.setAsideNoted();
    assertThat(stateDir.resolve("app/0_1")).doesNotExist();
    assertThat(stateDir.resolve("app.corrupt-0_1/rocksdb/file")).hasContent("first");
    assertThat(stateDir.resolve("app/0_0")).exists();
    assertThat(corrupt.setAside()).isEqualTo(1);
  }

  @Test
  void shouldSetAsideAllIfTheFailureNamesNone() {
    // when
    corrupt.note(failure("block checksum mismatch"));
    corrupt.setAsideNoted();

    // then
    assertThat(stateDir.resolve("app/0_0")).doesNotExist();
    assertThat(stateDir.resolve("app/0_1")).doesNotExist();
    assertThat(stateDir.resolve("app/kafka-streams-process-metadata")).exists();
    assertThat(corrupt.setAside()).isEqualTo(2);
  }

  @Test
  void shouldKeepTheLastOneOfEachPartition() throws IOException {
    // given
    corrupt.note(failure("at " + stateDir + "/app/0_1/"));
    corrupt.setAsideNoted();
    Files.createDirectories(stateDir.resolve("app/0_1"));
    Files.writeString(stateDir.resolve("app/0_1/again"), "second");

    // when
    corrupt.note(failure("at " + stateDir + "/app/0_1/"));
    corrupt.setAsideNoted();

    // then
    assertThat(stateDir.resolve("app.corrupt-0_1/again")).hasContent("second");
    assertThat(stateDir.resolve("app.corrupt-0_1/rocksdb")).doesNotExist();
  }

  @Test
  void shouldSetAsideAStoreOfWhichAFileIsMissing() throws Exception {
    // given
    Path store = Files.createDirectories(stateDir.resolve("app/0_1/rocksdb/ota-jobs"));
    try (Options options = new Options().setCreateIfMissing(true)) {
      RocksDB.open(options, store.toString()).close();
      Files.writeString(store.resolve("CURRENT"), "MANIFEST-400005\n");

      // when
      RocksDBException missing =
          catchThrowableOfType(
              RocksDBException.class, () -> RocksDB.open(options, store.toString()));

      // then
      assertThat(corrupt.note(new ProcessorStateException("at " + store + "/", missing))).isTrue();
    }
    corrupt.setAsideNoted();
    assertThat(stateDir.resolve("app/0_1")).doesNotExist();
  }

  @Test
  void shouldLeaveStoresThatFailForAnotherReason() {
    // given
    RocksDBException full =
        new RocksDBException(new Status(Status.Code.IOError, Status.SubCode.NoSpace, "full"));

    // then
    assertThat(corrupt.note(new ProcessorStateException("cannot write", full))).isFalse();
    corrupt.setAsideNoted();
    assertThat(stateDir.resolve("app/0_1")).exists();
    assertThat(corrupt.setAside()).isZero();
  }

  private static ProcessorStateException failure(String text) {
    return new ProcessorStateException(
        text,
        new RocksDBException(
            new Status(Status.Code.Corruption, Status.SubCode.None, "checksum mismatch")));
  }
}
