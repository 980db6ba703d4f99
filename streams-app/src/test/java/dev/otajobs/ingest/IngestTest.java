package dev.otajobs.ingest;

import static dev.otajobs.ingest.Records.VALUE;
import static dev.otajobs.ingest.Records.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IngestTest {

  private static final byte[] KEY = utf8(Events.JOB_ID);

  @Test
  void shouldAccept() {
    // when
    Judgement decision = ingest(1, answering()).judge(Records.of(KEY, VALUE));

    // then
    assertThat(decision)
        .isInstanceOfSatisfying(
            Judgement.Accepted.class,
            accepted ->
                assertThat(accepted.key()).isEqualTo(new JobKey(Events.JOB_ID, "100000000000001")));
  }

  @Test
  void shouldRejectMissingKey() {
    assertRejected(ingest(8, answering()).judge(Records.of(null, VALUE)), RejectReason.MISSING_KEY);
    assertRejected(ingest(8, answering()).judge(Records.of(null, null)), RejectReason.MISSING_KEY);
  }

  @ParameterizedTest
  @MethodSource("badKeys")
  void shouldRejectBadKey(byte[] key) {
    assertRejected(ingest(1, answering()).judge(Records.of(key, VALUE)), RejectReason.BAD_KEY);
    assertRejected(ingest(1, answering()).judge(Records.of(key, null)), RejectReason.BAD_KEY);
  }

  static Stream<byte[]> badKeys() {
    return Stream.of(
        new byte[] {},
        new byte[] {(byte) 0xFF},
        new byte[] {'a', (byte) 0xC3},
        new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0xBD},
        new byte[] {(byte) 0xC0, (byte) 0x80},
        utf8("a\nb"),
        utf8("k".repeat(129)));
  }

  @Test
  void shouldRejectEventOfAnotherJob() {
    // when
    Judgement decision = ingest(1, answering()).judge(Records.of(utf8("job-2"), VALUE));

    // then
    assertRejected(decision, RejectReason.INVALID_EVENT);
    assertThat(((Judgement.Rejected) decision).detail()).startsWith("jobId ");
  }

  @Test
  void shouldEraseByTombstone() {
    assertThat(ingest(1, answering()).judge(Records.of(KEY, null)))
        .isEqualTo(new Judgement.Erased(Events.JOB_ID, Optional.empty()));
  }

  @Test
  void shouldEraseWhatExpiredUpToItsRevision() {
    // given
    Revision seen = Revision.at(0, 7).join(Revision.at(2, 1));
    SourceRecord tombstone = Records.of(KEY, null);
    Expired.write(seen, tombstone.headers());

    // then
    assertThat(ingest(1, answering()).judge(tombstone))
        .isEqualTo(new Judgement.Erased(Events.JOB_ID, Optional.of(seen)));
  }

  /** Without the comparison it would erase whatever there is. */
  @Test
  void shouldRejectATombstoneWhoseRevisionIsLost() {
    // given
    SourceRecord tombstone = Records.of(KEY, null);
    tombstone.headers().add(Expired.HEADER, null);

    // then
    assertThat(ingest(1, answering()).judge(tombstone)).isInstanceOf(Judgement.Rejected.class);
  }

  @Test
  void shouldRejectATombstoneOfNoRevision() {
    // given
    SourceRecord tombstone = Records.of(KEY, null);
    tombstone.headers().add(Expired.HEADER, "everything".getBytes(StandardCharsets.UTF_8));

    // then
    assertThat(ingest(1, answering()).judge(tombstone))
        .isInstanceOfSatisfying(
            Judgement.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(RejectReason.INVALID_EVENT);
              assertThat(rejected.detail()).contains("ota.expired").contains("everything");
            });
  }

  @Test
  void shouldBoundTheValue() {
    // given
    byte[] longest = new byte[Ingest.MAX_VALUE_BYTES];
    byte[] tooLong = new byte[Ingest.MAX_VALUE_BYTES + 1];
    FakeRegistry registry = answering();

    // then
    assertThat(ingest(1, registry).judge(Records.of(KEY, longest)))
        .isInstanceOf(Judgement.Accepted.class);
    assertRejected(ingest(1, registry).judge(Records.of(KEY, tooLong)), RejectReason.TOO_LARGE);
    assertThat(registry.attempts()).isEqualTo(1);
  }

  @Test
  void shouldMoveMisplacedRecordOnce() {
    // given
    int owner = new Partitioning(8).owner(KEY);
    int other = (owner + 1) % 8;
    Ingest ingest = ingest(8, answering());

    // then
    assertThat(ingest.judge(Records.at(other, false, KEY, VALUE)))
        .isEqualTo(new Judgement.Misplaced());
    assertThat(ingest.judge(Records.at(other, false, KEY, null)))
        .isEqualTo(new Judgement.Misplaced());
    assertThat(ingest.judge(Records.at(owner, false, KEY, VALUE)))
        .isInstanceOf(Judgement.Accepted.class);
    assertThat(ingest.judge(Records.at(other, true, KEY, VALUE)))
        .isInstanceOf(Judgement.Accepted.class);
    assertThat(ingest.judge(Records.at(other, true, KEY, null)))
        .isInstanceOf(Judgement.Erased.class);
  }

  @Test
  void shouldRejectUndecodable() {
    // given
    FakeRegistry registry = FakeRegistry.away(new SerializationException("Unknown magic byte!"));

    // when
    Judgement decision = ingest(1, registry).judge(Records.of(KEY, VALUE));

    // then
    assertThat(decision)
        .isEqualTo(new Judgement.Rejected(RejectReason.UNDECODABLE, "Unknown magic byte!"));
    assertThat(registry.attempts()).isEqualTo(1);
  }

  @Test
  void shouldExplainExceptionWithoutMessage() {
    // given
    FakeRegistry registry = FakeRegistry.away(new SerializationException());

    // then
    assertThat(ingest(1, registry).judge(Records.of(KEY, VALUE)))
        .isEqualTo(
            new Judgement.Rejected(
                RejectReason.UNDECODABLE, SerializationException.class.getName()));
  }

  private static void assertRejected(Judgement decision, RejectReason reason) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            Judgement.Rejected.class, rejected -> assertThat(rejected.reason()).isEqualTo(reason));
  }

  private static FakeRegistry answering() {
    OtaJobEvent event = Events.started();
    return new FakeRegistry(() -> event);
  }

  private static Ingest ingest(int partitions, FakeRegistry registry) {
    return new Ingest(
        "misplaced",
        new Partitioning(partitions),
        new EventDecoder(registry, Duration.ofMinutes(1)));
  }
}
