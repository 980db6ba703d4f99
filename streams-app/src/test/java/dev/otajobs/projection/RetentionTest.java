package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.testkit.events.Events;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test driver's clock begins at 0, and so do the timestamps of the records. */
class RetentionTest {

  private static final Duration RETENTION = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path stateDir;

  private TopologyRig rig;
  private long now;

  @BeforeEach
  void start() {
    rig = new TopologyRig(stateDir);
    rig.keep = new OtaJobTopology.Keep(Optional.of(RETENTION), 0);
    rig.start(new Partitioning(1));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void shouldForgetAJobThatEndedLongAgoEverywhere() {
    // given
    write(Events.created("job-1"));
    write(Events.finished("job-1"));
    assertThat(indexed()).isEqualTo(1);

    // when
    pass(RETENTION.plus(MINUTE.multipliedBy(10)));

    // then
    assertThat(rig.stored("job-1")).isNull();
    assertThat(indexed()).isZero();
    List<TestRecord<byte[], byte[]>> views = rig.views.readRecordsToList();
    assertThat(views.get(views.size() - 1).value()).isNull();
    assertThat(rig.meters.counter("ota.jobs.expired").count()).isEqualTo(1);
    assertThat(rig.meters.counter("ota.events.erased").count()).isEqualTo(1);
  }

  @Test
  void shouldKeepWhatHasNotEndedOrHasNewsOfLate() {
    // given
    write(Events.created("goes on"));
    write(Events.created("of late"));
    write(Events.finished("of late"));

    // when
    pass(MINUTE.multipliedBy(30));
    write(Events.renamed("of late", "new"));
    pass(MINUTE.multipliedBy(50));

    // then
    assertThat(rig.stored("goes on")).isNotNull();
    assertThat(rig.stored("of late")).isNotNull();

    // when
    pass(MINUTE.multipliedBy(20));

    // then
    assertThat(rig.stored("goes on")).isNotNull();
    assertThat(rig.stored("of late")).isNull();
  }

  @Test
  void shouldKeepAJobIdWhileOneAccountsJobGoesOn() {
    // given
    write(Events.created("shared"));
    write(Events.finished("shared"));
    write(OtaJobEvent.newBuilder(Events.created("shared")).setAccountId("other").build());

    // when
    pass(RETENTION.multipliedBy(3));

    // then
    assertThat(rig.stored("shared")).isNotNull();
  }

  /** What comes after the tombstone would else stay for ever, and nobody could see it. */
  @Test
  void shouldForgetWhatWasNeverCreated() {
    // given
    write(Events.started("late"));

    // when
    pass(RETENTION.plus(MINUTE.multipliedBy(10)));

    // then
    assertThat(rig.stored("late")).isNull();
  }

  /** The outage was longer than the retention, and the walk is quicker than the fold. */
  @Test
  void shouldKeepWhatTheLogHadBeforeTheTombstone() {
    // given
    TestOutputTopic<byte[], byte[]> written =
        rig.driver.createOutputTopic(
            "events", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    write(Events.started("backlog"));
    pass(RETENTION.plus(MINUTE.multipliedBy(10)));
    TestRecord<byte[], byte[]> tombstone = written.readRecord();
    assertThat(tombstone.value()).isNull();
    rig.views.readRecordsToList();

    // when
    write(Events.started("backlog"));
    write(Events.created("backlog"));
    rig.events.pipeInput(tombstone);

    // then
    assertThat(rig.stored("backlog").state().creation()).isNotNull();
    assertThat(indexed()).isEqualTo(1);
    assertThat(rig.meters.counter("ota.events.erased").count()).isEqualTo(1);
    assertThat(rig.views.readRecordsToList()).extracting(TestRecord::value).doesNotContainNull();
  }

  /** More than one slice. */
  @Test
  void shouldWalkThroughTheWholeTable() {
    // given
    for (int i = 0; i < 2_500; i++) {
      write(Events.created("job-" + i));
      write(Events.finished("job-" + i));
    }

    // when
    pass(RETENTION.plus(MINUTE.multipliedBy(10)));
    for (int slice = 0; slice < 3; slice++) {
      pass(Duration.ofMillis(100));
    }

    // then
    assertThat(rig.meters.counter("ota.jobs.expired").count()).isEqualTo(2_500);
    assertThat(indexed()).isZero();
  }

  @Test
  void shouldKeepEverythingWithoutARetention() {
    // given
    rig.close();
    rig.keep = OtaJobTopology.Keep.DEFAULT;
    rig.start(new Partitioning(1));
    write(Events.created("job-1"));
    write(Events.finished("job-1"));

    // when
    pass(Duration.ofDays(3_650));

    // then
    assertThat(rig.stored("job-1")).isNotNull();
  }

  private void write(OtaJobEvent event) {
    rig.events.pipeInput(TopologyRig.bytes(event.getJobId()), RawAvro.encode(event), now);
  }

  private void pass(Duration time) {
    now += time.toMillis();
    rig.driver.advanceWallClockTime(time);
  }

  /** The entries of the index, without the one that says that it is whole. */
  private int indexed() {
    int entries = 0;
    try (var all = rig.driver.<byte[], byte[]>getKeyValueStore(OtaJobTopology.INDEX).all()) {
      while (all.hasNext()) {
        entries += Arrays.equals(all.next().key, IndexKey.built()) ? 0 : 1;
      }
    }
    return entries;
  }
}
