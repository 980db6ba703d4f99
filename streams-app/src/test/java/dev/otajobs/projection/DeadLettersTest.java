package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.ingest.DeadLetter;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.job.Jobs;
import dev.otajobs.testkit.events.Events;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be folded becomes a dead letter; what is no record's fault ends the task. */
class DeadLettersTest {

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
  void shouldDeadLetterARecordAsItWasRead() {
    // given
    byte[] key = bytes("other-job");
    byte[] value = RawAvro.encode(Events.created(JOB));
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", bytes("t-1"));

    // when
    rig.events.pipeInput(
        new TestRecord<>(key, value, headers, Instant.parse("2026-02-03T04:05:06Z")));
    rig.write(Events.created(JOB));

    // then
    TestRecord<byte[], byte[]> letter = rig.deadLetters.readRecord();
    assertThat(letter.key()).isEqualTo(key);
    assertThat(letter.value()).isEqualTo(value);
    assertThat(letter.getRecordTime()).isEqualTo(Instant.parse("2026-02-03T04:05:06Z"));
    assertThat(header(letter, "trace")).isEqualTo("t-1");
    assertThat(header(letter, DeadLetter.REASON)).isEqualTo("INVALID_EVENT");
    assertThat(header(letter, DeadLetter.MESSAGE)).isEqualTo("jobId is not the record's key");
    assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo("events");
    assertThat(header(letter, DeadLetter.PARTITION)).isEqualTo("0");
    assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("0");
    assertThat(rig.stored(JOB)).as("the stream goes on").isNotNull();
    assertThat(count("ota.events.dead.letters", "reason", "INVALID_EVENT")).isEqualTo(1);
  }

  @Test
  void shouldDeadLetterWhatHasNoKeyAndWhatIsNoEvent() {
    // when
    rig.events.pipeInput((byte[]) null, RawAvro.encode(Events.created(JOB)));
    rig.events.pipeInput(bytes(JOB), new byte[0]);
    rig.events.pipeInput(bytes(JOB), bytes("{\"json\":true}"));
    rig.events.pipeInput(bytes(JOB), new byte[64 * 1024 + 1]);
    rig.events.pipeInput(new byte[] {(byte) 0xFF}, RawAvro.encode(Events.created(JOB)));

    // then
    assertThat(rig.deadLetters.readRecordsToList())
        .extracting(letter -> header(letter, DeadLetter.REASON))
        .containsExactly("MISSING_KEY", "UNDECODABLE", "UNDECODABLE", "TOO_LARGE", "BAD_KEY");
  }

  @Test
  void shouldDeadLetterTheRecordThatMeetsADefectOfTheFoldAndGoOn() {
    // given
    rig.close();
    rig.fold =
        (jobs, event) -> {
          if (event.added().values().stream().anyMatch(job -> job.state().finish() != null)) {
            throw new IllegalStateException("planted");
          }
          return jobs.join(event);
        };
    rig.start(new Partitioning(1));
    rig.write(Events.created(JOB));
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", bytes("t-1"));
    byte[] value = RawAvro.encode(Events.finished(JOB));

    // when
    rig.events.pipeInput(new TestRecord<>(bytes(JOB), value, headers, Instant.EPOCH));
    rig.write(Events.started(JOB));

    // then
    TestRecord<byte[], byte[]> letter = rig.deadLetters.readRecord();
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
    assertThat(rig.stored(JOB).state().start()).as("the stream goes on").isNotNull();
    assertThat(rig.progress.nextOffset(new TopicPartition("events", 0))).isEqualTo(3);
  }

  @Test
  void shouldDeadLetterTheRecordThatMeetsAClassCastException() {
    // given
    rig.close();
    rig.fold = (jobs, event) -> (Jobs) (Object) "planted";
    rig.start(new Partitioning(1));
    rig.write(Events.created(JOB));

    // when
    rig.write(Events.started(JOB));

    // then
    assertThat(header(rig.deadLetters.readRecord(), DeadLetter.REASON)).isEqualTo("INTERNAL_ERROR");
  }

  @Test
  void shouldEndTheTaskWhenTheStoreFails() {
    // given
    rig.close();
    rig.fold =
        (jobs, event) -> {
          throw new ProcessorStateException("the disk is gone");
        };
    rig.start(new Partitioning(1));
    rig.write(Events.created(JOB));

    // then
    assertThatThrownBy(() -> rig.write(Events.started(JOB)))
        .isInstanceOf(StreamsException.class)
        .hasRootCauseMessage("the disk is gone");
    assertThat(rig.deadLetters.isEmpty()).isTrue();
  }

  @Test
  void shouldEndTheTaskWhileTheRegistryIsAway() {
    // given
    rig.close();
    rig.away = true;
    rig.start(new Partitioning(1));

    // then
    assertThatThrownBy(() -> rig.write(Events.created(JOB)))
        .hasRootCauseInstanceOf(TimeoutException.class)
        .hasStackTraceContaining("StalledException");
    assertThat(rig.deadLetters.isEmpty()).isTrue();
  }

  private double count(String name, String tag, String value) {
    return rig.meters.counter(name, tag, value).count();
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
