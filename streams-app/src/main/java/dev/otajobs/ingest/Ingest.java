package dev.otajobs.ingest;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.ingest.Judgement.Erased;
import dev.otajobs.ingest.Judgement.Misplaced;
import dev.otajobs.ingest.Judgement.Rejected;
import dev.otajobs.job.JobKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Judges a record by itself alone: the same record gets the same judgement whatever the table
 * holds.
 */
public final class Ingest {

  /** An event of all fields at their bounds has less than half of it. */
  static final int MAX_VALUE_BYTES = 64 * 1024;

  /** A JobId of 128 characters has at most 512 bytes in UTF-8. */
  static final int MAX_KEY_BYTES = 512;

  static final int MAX_HEADER_BYTES = 64 * 1024;

  private final String misplacedTopic;
  private final Partitioning partitioning;
  private final EventDecoder decoder;
  private final DefectLog defects = new DefectLog();

  /**
   * @param misplacedTopic the topic of records on their way to their own partition
   */
  public Ingest(String misplacedTopic, Partitioning partitioning, EventDecoder decoder) {
    this.misplacedTopic = misplacedTopic;
    this.partitioning = partitioning;
    this.decoder = decoder;
  }

  /**
   * A record that was read from this topic and position, with the place where its producer wrote
   * it. A record that was moved to its own partition says so in a header, which is believed only on
   * our own topic: anybody may write any header to the events topic.
   */
  public SourceRecord trace(
      String topic,
      Position read,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers,
      long timestamp) {
    boolean moved = topic.equals(misplacedTopic);
    Optional<Position> origin =
        moved
            ? Position.origin(headers).filter(at -> at.partition() < partitioning.partitions())
            : Optional.empty();
    return new SourceRecord(topic, origin.orElse(read), moved, key, value, headers, timestamp);
  }

  /**
   * A record that a consumer has read, and its judgement.
   *
   * @throws EventDecoder.StalledException as {@link #judge(SourceRecord)}
   */
  public Judged judge(ConsumerRecord<byte[], byte[]> read) {
    SourceRecord record = trace(read);
    return new Judged(record, judge(record));
  }

  /**
   * A record that does not belong to the partition from which it was read, or that was moved, as it
   * will be judged in its own partition; empty if it is well placed.
   *
   * @throws EventDecoder.StalledException as {@link #judge(SourceRecord)}
   */
  public Optional<Judged> judgeAsMoved(ConsumerRecord<byte[], byte[]> read) {
    SourceRecord record = trace(read);
    return record.moved() || isMisplaced(record)
        ? Optional.of(record.asMoved()).map(moved -> new Judged(moved, judge(moved)))
        : Optional.empty();
  }

  /** A record that a consumer has read, with the place where its producer wrote it. */
  public SourceRecord trace(ConsumerRecord<byte[], byte[]> read) {
    return trace(
        read.topic(),
        new Position(read.partition(), read.offset()),
        read.key(),
        read.value(),
        read.headers(),
        Math.max(0, read.timestamp()));
  }

  /** Whether it has a key that belongs to another partition than it was written to. */
  public boolean isMisplaced(SourceRecord record) {
    return record.key() != null
        && partitioning.owner(record.key()) != record.position().partition();
  }

  /**
   * The judgement of one record. A defect of ours rejects the record as {@link
   * RejectReason#INTERNAL_ERROR}.
   *
   * @throws EventDecoder.StalledException if the registry has to be asked and does not answer
   */
  public Judgement judge(SourceRecord record) {
    try {
      return judgeKey(record);
    } catch (EventDecoder.StalledException e) {
      throw e;
    } catch (RuntimeException e) {
      defects.log(record, e);
      return Rejected.defect(e);
    }
  }

  private Judgement judgeKey(SourceRecord record) {
    Optional<String> cut = record.cut();
    if (cut.isPresent()) {
      return new Rejected(
          RejectReason.TOO_LARGE, "the record is larger than any event, in bytes: " + cut.get());
    }
    byte[] key = record.key();
    if (key == null) {
      return new Rejected(
          RejectReason.MISSING_KEY, "the record has no key; its key must be the JobId in UTF-8");
    }
    Optional<String> jobId = key.length > MAX_KEY_BYTES ? Optional.empty() : decodeUtf8(key);
    if (jobId.isEmpty() || !JobKey.isJobId(jobId.get())) {
      return new Rejected(
          RejectReason.BAD_KEY,
          "the record's key is not a JobId: 1 to 128 characters of UTF-8, no control characters");
    }
    byte[] value = record.value();
    if (value != null && value.length > MAX_VALUE_BYTES) {
      return new Rejected(
          RejectReason.TOO_LARGE,
          "the value has " + value.length + " bytes, an event has at most " + MAX_VALUE_BYTES);
    }
    if (record.headerBytes() > MAX_HEADER_BYTES) {
      return new Rejected(
          RejectReason.TOO_LARGE, "the headers have more than " + MAX_HEADER_BYTES + " bytes");
    }
    if (!record.moved() && isMisplaced(record)) {
      return new Misplaced();
    }
    if (value == null) {
      return erase(record, jobId.get());
    }
    return decodeAndCheck(record, jobId.get());
  }

  private static Judgement erase(SourceRecord record, String jobId) {
    try {
      return new Erased(jobId, Expired.read(record.headers()));
    } catch (IllegalArgumentException e) {
      return new Rejected(
          RejectReason.INVALID_EVENT,
          "the tombstone's header " + Expired.HEADER + " is no revision: " + e.getMessage());
    }
  }

  private Judgement decodeAndCheck(SourceRecord record, String jobId) {
    OtaJobEvent event;
    try {
      event = decoder.decode(record);
    } catch (SerializationException e) {
      return new Rejected(RejectReason.UNDECODABLE, messageOf(e));
    }
    return EventReader.read(jobId, event);
  }

  private static Optional<String> decodeUtf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String messageOf(SerializationException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
