package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.job.Jobs;
import dev.otajobs.job.Revision;
import dev.otajobs.testkit.events.Events;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtaJobTopologyTest {

  private static final String JOB = "job-1";

  @TempDir private Path stateDir;

  private TopologyRig rig;

  @BeforeEach
  void start() {
    rig = new TopologyRig(stateDir).start(new Partitioning(1));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void shouldForgetHowFarItWasWhenTheStoreIsOpenedAgain() {
    // given
    rig.write(Events.created(JOB));
    assertThat(rig.progress.nextOffset(new TopicPartition("events", 0))).isEqualTo(1);
    assertThat(rig.progress.generation(0)).isEqualTo(1);

    // when
    rig.close();
    rig.start(new Partitioning(1));

    // then
    assertThat(rig.progress.nextOffset(new TopicPartition("events", 0))).isZero();
    assertThat(rig.progress.generation(0)).isEqualTo(2);
  }

  @Test
  void shouldKeepTheNamesOfTheTopology() throws IOException {
    assertThat(described()).isEqualTo(golden("/topology.txt"));

    // with a retention and histories
    rig.keep = new OtaJobTopology.Keep(Optional.of(Duration.ofDays(1)), 10);
    assertThat(described()).isEqualTo(golden("/topology-whole.txt"));
  }

  private String described() {
    return rig.topology(new Partitioning(1)).describe().toString().strip();
  }

  private static String golden(String resource) throws IOException {
    try (var in = OtaJobTopologyTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  @Test
  void shouldFoldALifeInAnyOrder() {
    // when
    rig.write(Events.finished(JOB));
    rig.write(Events.renamed(JOB, "new name"));
    rig.write(Events.created(JOB));
    rig.write(Events.started(JOB));

    // then
    JsonNode view = lastView();
    assertThat(view.path("JobStatus").asText()).isEqualTo("COMPLETED");
    assertThat(view.path("Name").asText()).isEqualTo("new name");
    assertThat(view.path("UtcStartTime").asText()).isEqualTo("2026-01-01T00:00:01.000Z");
    assertThat(view.path("UtcEndTime").asText()).isEqualTo("2026-01-01T00:00:03.000Z");
    assertThat(view.path("AccountId").asText()).isEqualTo(Events.ACCOUNT);
    assertThat(rig.deadLetters.isEmpty()).isTrue();
  }

  @Test
  void shouldPublishAViewOnlyWhenWhatUsersSeeChanges() {
    // when
    rig.write(Events.started(JOB));
    rig.write(Events.created(JOB));
    rig.write(Events.created(JOB));
    rig.write(Events.started(JOB));

    // then
    assertThat(rig.views.readKeyValuesToList()).hasSize(1);
  }

  @Test
  void shouldNoteTheOffsetOfADuplicateToo() {
    // when
    rig.write(Events.created(JOB));
    rig.write(Events.created(JOB));

    // then
    assertThat(rig.stored(JOB).revision()).isEqualTo(new Revision(new TreeMap<>(Map.of(0, 1L))));
  }

  @Test
  void shouldEraseEveryAccountsJobOnATombstone() {
    // given
    OtaJobEvent other = Events.created(JOB);
    other = OtaJobEvent.newBuilder(other).setAccountId("200").build();
    rig.write(Events.created(JOB));
    rig.write(other);
    rig.write(Events.created(JOB + "/2"));
    rig.views.readKeyValuesToList();

    // when
    rig.events.pipeInput(bytes(JOB), (byte[]) null);

    // then
    assertThat(rig.stored(JOB)).isNull();
    assertThat(rig.stored(JOB, "200")).isNull();
    assertThat(rig.stored(JOB + "/2")).isNotNull();
    assertThat(rig.views.readKeyValuesToList())
        .extracting(view -> new String(view.key, StandardCharsets.UTF_8), view -> view.value)
        .containsExactlyInAnyOrder(tuple("job-1/100000000000001", null), tuple("job-1/200", null));
  }

  @Test
  void shouldKeepAccountsApart() {
    // given
    rig.write(Events.created(JOB));

    // when
    rig.write(OtaJobEvent.newBuilder(Events.finished(JOB)).setAccountId("200").build());

    // then
    assertThat(rig.stored(JOB).state().finish()).isNull();
  }

  @Test
  void shouldMoveAMisplacedEventToItsOwnPartitionAndFoldItThere() {
    // given
    rig.close();
    Partitioning two = new Partitioning(2);
    rig.start(two);
    String misplaced = jobOfPartition(two, 1);

    // when
    rig.write(Events.created(misplaced));

    // then
    TestRecord<byte[], byte[]> moved =
        rig.driver
            .createOutputTopic(
                "misplaced", new ByteArrayDeserializer(), new ByteArrayDeserializer())
            .readRecord();
    assertThat(moved.key()).isEqualTo(bytes(misplaced));
    assertThat(header(moved, "ota.origin")).isEqualTo("0:0");
    assertThat(rig.stored(misplaced).revision()).isEqualTo(Revision.at(0, 0));
    assertThat(rig.meters.counter("ota.events.misplaced").count()).isEqualTo(1);
    assertThat(rig.deadLetters.isEmpty()).isTrue();
  }

  @Test
  void shouldNotBelieveAnOriginThatAProducerWrote() {
    // given
    RecordHeaders headers = new RecordHeaders();
    headers.add("ota.origin", bytes("77:88"));

    // when
    rig.events.pipeInput(
        new TestRecord<>(bytes(JOB), RawAvro.encode(Events.created(JOB)), headers, Instant.EPOCH));

    // then
    assertThat(rig.stored(JOB).revision()).isEqualTo(Revision.at(0, 0));
  }

  @Test
  void shouldFlagAClockThatRunsAheadAndFoldItsEvent() {
    // when
    rig.write(Events.event(JOB, 10 * 365 * 24 * 3600, Events.creation()));

    // then
    assertThat(rig.meters.counter("ota.events.clock.ahead").count()).isEqualTo(1);
    assertThat(rig.stored(JOB)).isNotNull();
  }

  @Test
  void shouldFlagATimeInSecondsAndFoldItsEvent() {
    // when
    rig.write(
        OtaJobEvent.newBuilder(Events.created(JOB))
            .setOccurredAt(Instant.ofEpochMilli(1_764_264_000L))
            .build());

    // then
    assertThat(rig.meters.counter("ota.events.clock.behind").count()).isEqualTo(1);
    assertThat(rig.stored(JOB)).isNotNull();
  }

  @Test
  void shouldCountHowFarItHasRead() {
    // when
    rig.write(Events.created(JOB));
    rig.events.pipeInput(bytes(JOB), new byte[0]);

    // then
    assertThat(rig.progress.nextOffset(new TopicPartition("events", 0))).isEqualTo(2);
  }

  @Test
  void shouldPushOutTheLargestAccountIdOfTooMany() {
    // given
    for (int account = Jobs.MAX_ACCOUNTS; account > 0; account--) {
      rig.write(ofAccount("account-" + (100 + account)));
    }
    rig.views.readKeyValuesToList();

    // when
    rig.write(ofAccount("account-100"));

    // then
    String largest = "account-" + (100 + Jobs.MAX_ACCOUNTS);
    assertThat(rig.stored(JOB, largest)).isNull();
    assertThat(rig.stored(JOB, "account-100")).isNotNull();
    assertThat(rig.views.readKeyValuesToList())
        .extracting(
            view -> new String(view.key, StandardCharsets.UTF_8), view -> view.value == null)
        .containsExactlyInAnyOrder(
            tuple(JOB + "/" + largest, true), tuple(JOB + "/account-100", false));
  }

  @Test
  void shouldStampViewsWithTheLatestTimestampOfTheJobsEvents() {
    // when
    rig.events.pipeInput(bytes(JOB), RawAvro.encode(Events.created(JOB)), 2_000);
    rig.events.pipeInput(bytes(JOB), RawAvro.encode(Events.started(JOB)), 1_000);

    // then
    assertThat(rig.views.readRecordsToList())
        .extracting(TestRecord::timestamp)
        .containsExactly(2_000L, 2_000L);
  }

  private static OtaJobEvent ofAccount(String accountId) {
    return OtaJobEvent.newBuilder(Events.created(JOB)).setAccountId(accountId).build();
  }

  private JsonNode lastView() {
    List<TestRecord<byte[], byte[]>> all = rig.views.readRecordsToList();
    try {
      return new ObjectMapper().readTree(all.get(all.size() - 1).value());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String jobOfPartition(Partitioning partitioning, int partition) {
    String jobId = "job-0";
    for (int i = 1; partitioning.owner(jobId) != partition; i++) {
      jobId = "job-" + i;
    }
    return jobId;
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
