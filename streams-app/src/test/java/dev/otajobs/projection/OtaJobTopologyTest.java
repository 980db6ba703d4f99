package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.config.TopicsConfig;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.ingest.DeadLetter;
import dev.otajobs.ingest.EventDecoder;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.job.Job;
import dev.otajobs.job.Jobs;
import dev.otajobs.job.Revision;
import dev.otajobs.testkit.events.Events;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.kstream.Reducer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtaJobTopologyTest {

  private static final TopicsConfig TOPICS =
      new TopicsConfig("events", "dead-letters", "misplaced", "views", "packages", false, 1, 1);
  private static final String JOB = "job-1";

  @TempDir private Path stateDir;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ProjectionMetrics metrics =
      new ProjectionMetrics(
          meters, Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC));
  private final SourceProgress progress = new SourceProgress(ended -> {});
  private Reducer<Jobs> fold = Jobs::join;
  private boolean away;
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> events;
  private TestOutputTopic<byte[], byte[]> deadLetters;
  private TestOutputTopic<byte[], byte[]> views;

  @BeforeEach
  void start() {
    start(new Partitioning(1));
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void shouldForgetHowFarItWasWhenTheStoreIsOpenedAgain() {
    // given
    write(Events.created(JOB));
    assertThat(progress.nextOffset(new TopicPartition("events", 0))).isEqualTo(1);
    assertThat(progress.generation(0)).isEqualTo(1);

    // when
    driver.close();
    start(new Partitioning(1));

    // then
    assertThat(progress.nextOffset(new TopicPartition("events", 0))).isZero();
    assertThat(progress.generation(0)).isEqualTo(2);
  }

  @Test
  void shouldKeepTheNamesOfTheTopology() throws IOException {
    // given
    String golden;
    try (var in = getClass().getResourceAsStream("/topology.txt")) {
      golden = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    // then
    assertThat(topology(new Partitioning(1)).describe().toString().strip())
        .isEqualTo(golden.strip());
  }

  @Test
  void shouldFoldALifeInAnyOrder() {
    // when
    write(Events.finished(JOB));
    write(Events.renamed(JOB, "new name"));
    write(Events.created(JOB));
    write(Events.started(JOB));

    // then
    JsonNode view = lastView();
    assertThat(view.path("JobStatus").asText()).isEqualTo("COMPLETED");
    assertThat(view.path("Name").asText()).isEqualTo("new name");
    assertThat(view.path("UtcStartTime").asText()).isEqualTo("2026-01-01T00:00:01.000Z");
    assertThat(view.path("UtcEndTime").asText()).isEqualTo("2026-01-01T00:00:03.000Z");
    assertThat(view.path("AccountId").asText()).isEqualTo(Events.ACCOUNT);
    assertThat(deadLetters.isEmpty()).isTrue();
  }

  @Test
  void shouldPublishAViewOnlyWhenWhatUsersSeeChanges() {
    // when
    write(Events.started(JOB));
    write(Events.created(JOB));
    write(Events.created(JOB));
    write(Events.started(JOB));

    // then
    assertThat(views.readKeyValuesToList()).hasSize(1);
  }

  @Test
  void shouldNoteTheOffsetOfADuplicateToo() {
    // when
    write(Events.created(JOB));
    write(Events.created(JOB));

    // then
    assertThat(stored(JOB).revision()).isEqualTo(new Revision(new TreeMap<>(Map.of(0, 1L))));
  }

  @Test
  void shouldEraseEveryAccountsJobOnATombstone() {
    // given
    OtaJobEvent other = Events.created(JOB);
    other = OtaJobEvent.newBuilder(other).setAccountId("200").build();
    write(Events.created(JOB));
    write(other);
    write(Events.created(JOB + "/2"));
    views.readKeyValuesToList();

    // when
    events.pipeInput(bytes(JOB), (byte[]) null);

    // then
    assertThat(stored(JOB)).isNull();
    assertThat(stored(JOB, "200")).isNull();
    assertThat(stored(JOB + "/2")).isNotNull();
    assertThat(views.readKeyValuesToList())
        .extracting(view -> new String(view.key, StandardCharsets.UTF_8), view -> view.value)
        .containsExactlyInAnyOrder(tuple("job-1/100000000000001", null), tuple("job-1/200", null));
  }

  @Test
  void shouldKeepAccountsApart() {
    // given
    write(Events.created(JOB));

    // when
    write(OtaJobEvent.newBuilder(Events.finished(JOB)).setAccountId("200").build());

    // then
    assertThat(stored(JOB).state().finish()).isNull();
  }

  @Test
  void shouldDeadLetterARecordAsItWasRead() {
    // given
    byte[] key = bytes("other-job");
    byte[] value = RawAvro.encode(Events.created(JOB));
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", bytes("t-1"));

    // when
    events.pipeInput(new TestRecord<>(key, value, headers, Instant.parse("2026-02-03T04:05:06Z")));
    write(Events.created(JOB));

    // then
    TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
    assertThat(letter.key()).isEqualTo(key);
    assertThat(letter.value()).isEqualTo(value);
    assertThat(letter.getRecordTime()).isEqualTo(Instant.parse("2026-02-03T04:05:06Z"));
    assertThat(header(letter, "trace")).isEqualTo("t-1");
    assertThat(header(letter, DeadLetter.REASON)).isEqualTo("INVALID_EVENT");
    assertThat(header(letter, DeadLetter.MESSAGE)).isEqualTo("jobId is not the record's key");
    assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo("events");
    assertThat(header(letter, DeadLetter.PARTITION)).isEqualTo("0");
    assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("0");
    assertThat(stored(JOB)).as("the stream goes on").isNotNull();
    assertThat(count("ota.events.dead.letters", "reason", "INVALID_EVENT")).isEqualTo(1);
  }

  @Test
  void shouldDeadLetterWhatHasNoKeyAndWhatIsNoEvent() {
    // when
    events.pipeInput((byte[]) null, RawAvro.encode(Events.created(JOB)));
    events.pipeInput(bytes(JOB), new byte[0]);
    events.pipeInput(bytes(JOB), bytes("{\"json\":true}"));
    events.pipeInput(bytes(JOB), new byte[64 * 1024 + 1]);
    events.pipeInput(new byte[] {(byte) 0xFF}, RawAvro.encode(Events.created(JOB)));

    // then
    assertThat(deadLetters.readRecordsToList())
        .extracting(letter -> header(letter, DeadLetter.REASON))
        .containsExactly("MISSING_KEY", "UNDECODABLE", "UNDECODABLE", "TOO_LARGE", "BAD_KEY");
  }

  @Test
  void shouldMoveAMisplacedEventToItsOwnPartitionAndFoldItThere() {
    // given
    driver.close();
    Partitioning two = new Partitioning(2);
    start(two);
    String misplaced = jobOfPartition(two, 1);

    // when
    write(Events.created(misplaced));

    // then
    TestRecord<byte[], byte[]> moved =
        driver
            .createOutputTopic(
                "misplaced", new ByteArrayDeserializer(), new ByteArrayDeserializer())
            .readRecord();
    assertThat(moved.key()).isEqualTo(bytes(misplaced));
    assertThat(header(moved, "ota.origin")).isEqualTo("0:0");
    assertThat(stored(misplaced).revision()).isEqualTo(Revision.at(0, 0));
    assertThat(meters.counter("ota.events.misplaced").count()).isEqualTo(1);
    assertThat(deadLetters.isEmpty()).isTrue();
  }

  @Test
  void shouldNotBelieveAnOriginThatAProducerWrote() {
    // given
    RecordHeaders headers = new RecordHeaders();
    headers.add("ota.origin", bytes("77:88"));

    // when
    events.pipeInput(
        new TestRecord<>(bytes(JOB), RawAvro.encode(Events.created(JOB)), headers, Instant.EPOCH));

    // then
    assertThat(stored(JOB).revision()).isEqualTo(Revision.at(0, 0));
  }

  @Test
  void shouldFlagAClockThatRunsAheadAndFoldItsEvent() {
    // when
    write(Events.event(JOB, 10 * 365 * 24 * 3600, Events.creation()));

    // then
    assertThat(meters.counter("ota.events.clock.ahead").count()).isEqualTo(1);
    assertThat(stored(JOB)).isNotNull();
  }

  @Test
  void shouldCountHowFarItHasRead() {
    // when
    write(Events.created(JOB));
    events.pipeInput(bytes(JOB), new byte[0]);

    // then
    assertThat(progress.nextOffset(new TopicPartition("events", 0))).isEqualTo(2);
  }

  @Test
  void shouldDeadLetterTheRecordThatMeetsADefectOfTheFoldAndGoOn() {
    // given
    driver.close();
    fold =
        (jobs, event) -> {
          if (event.added().values().stream().anyMatch(job -> job.state().finish() != null)) {
            throw new IllegalStateException("planted");
          }
          return jobs.join(event);
        };
    start(new Partitioning(1));
    write(Events.created(JOB));
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", bytes("t-1"));
    byte[] value = RawAvro.encode(Events.finished(JOB));

    // when
    events.pipeInput(new TestRecord<>(bytes(JOB), value, headers, Instant.EPOCH));
    write(Events.started(JOB));

    // then
    TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
    assertThat(letter.key()).isEqualTo(bytes(JOB));
    assertThat(letter.value()).isEqualTo(value);
    assertThat(header(letter, "trace")).isEqualTo("t-1");
    assertThat(header(letter, DeadLetter.REASON)).isEqualTo("INTERNAL_ERROR");
    assertThat(header(letter, DeadLetter.MESSAGE))
        .contains("a defect of OTA Jobs")
        .contains("planted");
    assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo("events");
    assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("1");
    assertThat(count("ota.events.dead.letters", "reason", "INTERNAL_ERROR")).isEqualTo(1);
    assertThat(stored(JOB).state().start()).as("the stream goes on").isNotNull();
    assertThat(progress.nextOffset(new TopicPartition("events", 0))).isEqualTo(3);
  }

  @Test
  void shouldDeadLetterTheRecordThatMeetsAClassCastException() {
    // given
    driver.close();
    fold = (jobs, event) -> (Jobs) (Object) "planted";
    start(new Partitioning(1));
    write(Events.created(JOB));

    // when
    write(Events.started(JOB));

    // then
    assertThat(header(deadLetters.readRecord(), DeadLetter.REASON)).isEqualTo("INTERNAL_ERROR");
  }

  @Test
  void shouldEndTheTaskWhenTheStoreFails() {
    // given
    driver.close();
    fold =
        (jobs, event) -> {
          throw new ProcessorStateException("the disk is gone");
        };
    start(new Partitioning(1));
    write(Events.created(JOB));

    // then
    assertThatThrownBy(() -> write(Events.started(JOB)))
        .isInstanceOf(StreamsException.class)
        .hasRootCauseMessage("the disk is gone");
    assertThat(deadLetters.isEmpty()).isTrue();
  }

  @Test
  void shouldEndTheTaskWhileTheRegistryIsAway() {
    // given
    driver.close();
    away = true;
    start(new Partitioning(1));

    // then
    assertThatThrownBy(() -> write(Events.created(JOB)))
        .hasRootCauseInstanceOf(TimeoutException.class)
        .hasStackTraceContaining("StalledException");
    assertThat(deadLetters.isEmpty()).isTrue();
  }

  @Test
  void shouldPushOutTheLargestAccountIdOfTooMany() {
    // given
    for (int account = Jobs.MAX_ACCOUNTS; account > 0; account--) {
      write(ofAccount("account-" + (100 + account)));
    }
    views.readKeyValuesToList();

    // when
    write(ofAccount("account-100"));

    // then
    String largest = "account-" + (100 + Jobs.MAX_ACCOUNTS);
    assertThat(stored(JOB, largest)).isNull();
    assertThat(stored(JOB, "account-100")).isNotNull();
    assertThat(views.readKeyValuesToList())
        .extracting(
            view -> new String(view.key, StandardCharsets.UTF_8), view -> view.value == null)
        .containsExactlyInAnyOrder(
            tuple(JOB + "/" + largest, true), tuple(JOB + "/account-100", false));
  }

  @Test
  void shouldStampViewsWithTheLatestTimestampOfTheJobsEvents() {
    // when
    events.pipeInput(bytes(JOB), RawAvro.encode(Events.created(JOB)), 2_000);
    events.pipeInput(bytes(JOB), RawAvro.encode(Events.started(JOB)), 1_000);

    // then
    assertThat(views.readRecordsToList())
        .extracting(TestRecord::timestamp)
        .containsExactly(2_000L, 2_000L);
  }

  private static OtaJobEvent ofAccount(String accountId) {
    return OtaJobEvent.newBuilder(Events.created(JOB)).setAccountId(accountId).build();
  }

  private void start(Partitioning partitioning) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DefectHandler.class);
    settings.put(
        DefectHandler.COLLABORATORS,
        new DefectHandler.Collaborators(ingest(partitioning), deadLetterMaker(), progress));
    driver = new TopologyTestDriver(topology(partitioning), settings);
    events =
        driver.createInputTopic("events", new ByteArraySerializer(), new ByteArraySerializer());
    deadLetters =
        driver.createOutputTopic(
            "dead-letters", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    views =
        driver.createOutputTopic("views", new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Topology topology(Partitioning partitioning) {
    return new OtaJobTopology(
            TOPICS,
            partitioning,
            ingest(partitioning),
            deadLetterMaker(),
            metrics,
            progress,
            new CommitPace(false, System::nanoTime))
        .build(fold);
  }

  private Ingest ingest(Partitioning partitioning) {
    Deserializer<OtaJobEvent> registry = RawAvro.deserializer();
    EventDecoder decoder =
        new EventDecoder(
            (topic, bytes) -> {
              if (away) {
                throw new TimeoutException("no registry");
              }
              return registry.deserialize(topic, bytes);
            },
            Duration.ZERO);
    return new Ingest("misplaced", partitioning, decoder);
  }

  private DeadLetters deadLetterMaker() {
    return new DeadLetters(TOPICS, 1_000_000, metrics);
  }

  private void write(OtaJobEvent event) {
    events.pipeInput(bytes(event.getJobId()), RawAvro.encode(event));
  }

  private JsonNode lastView() {
    List<TestRecord<byte[], byte[]>> all = views.readRecordsToList();
    try {
      return new ObjectMapper().readTree(all.get(all.size() - 1).value());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Job stored(String jobId) {
    return stored(jobId, Events.ACCOUNT);
  }

  private Job stored(String jobId, String accountId) {
    Jobs jobs = driver.<byte[], Jobs>getKeyValueStore(OtaJobTopology.STORE).get(bytes(jobId));
    return jobs == null ? null : jobs.of(accountId).orElse(null);
  }

  private double count(String name, String tag, String value) {
    return meters.counter(name, tag, value).count();
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
