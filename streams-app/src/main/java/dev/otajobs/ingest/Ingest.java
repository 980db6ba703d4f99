package dev.otajobs.ingest;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.ingest.Ingested.Erased;
import dev.otajobs.ingest.Ingested.Misplaced;
import dev.otajobs.ingest.Ingested.Rejected;
import dev.otajobs.job.JobKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;

/** Decides what is to be done with a record. */
public final class Ingest {

  /** An event of all fields at their bounds has less than half of it. */
  static final int MAX_VALUE_BYTES = 64 * 1024;

  /** A JobId of 128 characters has at most 512 bytes in UTF-8. */
  static final int MAX_KEY_BYTES = 512;

  static final int MAX_HEADER_BYTES = 64 * 1024;

  private final Partitioning partitioning;
  private final EventDecoder decoder;

  public Ingest(Partitioning partitioning, EventDecoder decoder) {
    this.partitioning = partitioning;
    this.decoder = decoder;
  }

  /**
   * The decision on one record.
   *
   * @throws EventDecoder.StalledException if it cannot be made while the registry is away
   */
  public Ingested decide(SourceRecord record) {
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
    if (DeadLetter.bytesOf(record.headers()) > MAX_HEADER_BYTES) {
      return new Rejected(
          RejectReason.TOO_LARGE, "the headers have more than " + MAX_HEADER_BYTES + " bytes");
    }
    int owner = partitioning.owner(key);
    if (!record.moved() && owner != record.position().partition()) {
      return new Misplaced(owner);
    }
    if (value == null) {
      return new Erased(jobId.get());
    }
    return decodeAndCheck(record, jobId.get());
  }

  private Ingested decodeAndCheck(SourceRecord record, String jobId) {
    OtaJobEvent event;
    try {
      event = decoder.decode(record);
    } catch (SerializationException e) {
      return new Rejected(RejectReason.UNDECODABLE, messageOf(e));
    }
    try {
      return EventReader.read(jobId, event);
    } catch (RuntimeException e) {
      return new Rejected(RejectReason.INTERNAL_ERROR, "a defect of OTA Jobs: " + e);
    }
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
