package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.job.JobChange;
import dev.otajobs.job.JobHistory;
import dev.otajobs.job.JobKey;
import dev.otajobs.testkit.events.Events;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By the topology, with histories of ten changes. */
class HistoryTest {

  private static final int MOST = 10;
  private static final Duration SOON = Duration.ofMillis(100);

  @TempDir private Path stateDir;

  private TopologyRig rig;

  @BeforeEach
  void start() {
    rig = new TopologyRig(stateDir);
    rig.keep = new OtaJobTopology.Keep(Optional.empty(), MOST);
    rig.start(new Partitioning(1));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void shouldKeepEachChangeInItsPlace() {
    // when
    rig.write(Events.finished("job-1"));
    rig.write(Events.created("job-1"));
    rig.write(Events.started("job-1"));
    rig.write(Events.started("job-1"));

    // then
    assertThat(history("job-1").changes())
        .extracting(JobChange::kind)
        .containsExactly(JobChange.Kind.CREATED, JobChange.Kind.STARTED, JobChange.Kind.FINISHED);
    assertThat(history("job-1").earlier()).isEmpty();
    assertThat(history("job-1").changes())
        .extracting(change -> change.says().revision().text())
        .as("all copies of an event are one change")
        .containsExactly("0-1", "0-3", "0-0");
    assertThat(history("job-1").isOf(rig.stored("job-1"))).isTrue();
  }

  /** One in sixteen events has its job's history trimmed. */
  @Test
  void shouldBoundWhatIsStored() {
    // when
    rig.write(Events.created("busy"));
    rig.write(Events.created("quiet"));
    for (int i = 0; i < 3_000; i++) {
      rig.write(renamed("busy", i));
    }

    // then
    assertThat(stored()).isLessThan(1_000);
    assertThat(history("busy").changes()).hasSize(MOST);
    assertThat(history("busy").earlier()).isPresent();
    assertThat(history("busy").isOf(rig.stored("busy"))).isTrue();
    assertThat(history("quiet").changes()).hasSize(1);
  }

  @Test
  void shouldForgetAnErasedJob() {
    // given
    rig.write(Events.created("job-1"));
    rig.write(Events.started("job-1"));
    rig.write(Events.created("job-2"));
    pass();
    int before = stored();

    // when
    rig.events.pipeInput(TopologyRig.bytes("job-1"), (byte[]) null);

    // then
    assertThat(stored()).isEqualTo(before - 2);
    assertThat(history("job-1")).isEqualTo(new JobHistory(Optional.empty(), List.of()));
    assertThat(history("job-2").changes()).hasSize(1);
  }

  /** A millisecond later each. */
  private static OtaJobEvent renamed(String jobId, int times) {
    OtaJobEvent event = Events.renamed(jobId, "name " + times);
    return OtaJobEvent.newBuilder(event)
        .setOccurredAt(event.getOccurredAt().plusMillis(times))
        .build();
  }

  private void pass() {
    rig.driver.advanceWallClockTime(SOON);
  }

  private JobHistory history(String jobId) {
    return StoredHistory.read(store(), new JobKey(jobId, Events.ACCOUNT)).history(MOST);
  }

  private KeyValueStore<byte[], byte[]> store() {
    return rig.driver.getKeyValueStore(OtaJobTopology.HISTORY);
  }

  private int stored() {
    int entries = 0;
    try (var all = store().all()) {
      while (all.hasNext()) {
        entries += Arrays.equals(all.next().key, HistoryKey.BUILT) ? 0 : 1;
      }
    }
    return entries;
  }
}
