package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.testkit.events.Events;
import dev.otajobs.topics.KafkaClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** A job that expires leaves no byte in the stores, the changelogs and the views. */
@Tag("full")
class ErasedBytesIT {

  private final String secret = UUID.randomUUID().toString();
  private final Path stateDir = RealStack.newDirectory("state");
  private final TestService service =
      new TestService(
          Map.of(
              "topics.partitions", "1",
              "jobs.retention.ms", "5000",
              "jobs.history.changes", "10",
              "state.dir", stateDir.toString()));

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void shouldLeaveNoByteBehindOnceCompactionIsDone() throws Exception {
    // given
    service.startAndAwaitReady();
    compactSoon();
    service.write(secretJob());
    service.awaitStatus("secret-job", "PLANNED");
    service.stop();
    assertThat(filesWith(logsOf(compacted()))).hasSizeGreaterThanOrEqualTo(2);
    assertThat(filesWith(List.of(stateDir))).isNotEmpty();

    // when
    service.startAndAwaitReady();
    service.write(Events.finished("secret-job"));
    service.awaitStatus("secret-job", "iot.ota.JobNotFound");

    // then
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              // A segment ends with a record that comes after its time.
              service.write(Events.created("other-" + UUID.randomUUID()));
              assertThat(filesWith(logsOf(compacted()))).isEmpty();
            });
    service.stop();
    compactStores();
    assertThat(filesWith(List.of(stateDir))).isEmpty();
    assertThat(filesWith(logsOf(List.of(service.config.topics().events()))))
        .as("the events are the producers' own, and go with their topic's retention")
        .isNotEmpty();
    service.start();
  }

  private OtaJobEvent secretJob() {
    return OtaJobEvent.newBuilder(Events.created("secret-job"))
        .setChange(
            OtaJobCreated.newBuilder(Events.creation())
                .setFirmwareId(secret)
                .setName(secret)
                .build())
        .build();
  }

  private List<String> compacted() {
    String application = service.config.kafka().applicationId();
    return List.of(
        OtaJobTopology.changelog(application),
        OtaJobTopology.indexChangelog(application),
        OtaJobTopology.historyChangelog(application),
        service.config.topics().views());
  }

  private void compactSoon() throws Exception {
    Collection<AlterConfigOp> soon =
        Stream.of(
                new ConfigEntry("segment.ms", "100"),
                new ConfigEntry("min.cleanable.dirty.ratio", "0"),
                new ConfigEntry("max.compaction.lag.ms", "1"),
                new ConfigEntry("delete.retention.ms", "0"))
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    try (Admin admin = KafkaClients.admin(service.config.kafka())) {
      for (String topic : compacted()) {
        admin
            .incrementalAlterConfigs(
                Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), soon))
            .all()
            .get();
      }
    }
  }

  /** What RocksDB does by itself over time; its manifest holds the bounds of its files. */
  private void compactStores() throws IOException, RocksDBException {
    RocksDB.loadLibrary();
    List<Path> stores;
    try (Stream<Path> files = Files.walk(stateDir)) {
      stores =
          files
              .filter(file -> file.getFileName().toString().equals("CURRENT"))
              .map(Path::getParent)
              .toList();
    }
    assertThat(stores).isNotEmpty();
    CompactRangeOptions force =
        new CompactRangeOptions()
            .setBottommostLevelCompaction(CompactRangeOptions.BottommostLevelCompaction.kForce);
    for (Path store : stores) {
      List<ColumnFamilyDescriptor> families = new ArrayList<>();
      try (Options options = new Options()) {
        for (byte[] name : RocksDB.listColumnFamilies(options, store.toString())) {
          families.add(new ColumnFamilyDescriptor(name));
        }
      }
      List<ColumnFamilyHandle> handles = new ArrayList<>();
      try (DBOptions options = new DBOptions();
          RocksDB db = RocksDB.open(options, store.toString(), families, handles)) {
        for (ColumnFamilyHandle handle : handles) {
          db.compactRange(handle, null, null, force);
          handle.close();
        }
      }
      List<ColumnFamilyHandle> again = new ArrayList<>();
      try (DBOptions options = new DBOptions();
          RocksDB db = RocksDB.open(options, store.toString(), families, again)) {
        again.forEach(ColumnFamilyHandle::close);
      }
    }
  }

  /** The directories of these topics' partitions at the broker. */
  private static List<Path> logsOf(List<String> topics) {
    try (Stream<Path> files = Files.walk(RealStack.dir())) {
      return files
          .filter(Files::isDirectory)
          .filter(
              dir -> topics.stream().anyMatch(t -> dir.getFileName().toString().equals(t + "-0")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> filesWith(List<Path> directories) {
    byte[] wanted = secret.getBytes(StandardCharsets.UTF_8);
    List<Path> with = new ArrayList<>();
    for (Path directory : directories) {
      for (Path file : filesIn(directory)) {
        if (contains(file, wanted)) {
          with.add(file);
        }
      }
    }
    return with;
  }

  private static List<Path> filesIn(Path directory) {
    while (true) {
      try (Stream<Path> files = Files.walk(directory)) {
        return files.filter(Files::isRegularFile).toList();
      } catch (UncheckedIOException | NoSuchFileException e) {
        // The broker has removed one meanwhile: look anew.
        assertThat(directory).isDirectory();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static boolean contains(Path file, byte[] wanted) {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return text.contains(new String(wanted, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      // The broker has cleaned it meanwhile.
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
