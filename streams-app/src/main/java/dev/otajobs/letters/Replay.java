package dev.otajobs.letters;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.ingest.DeadLetter;
import dev.otajobs.ingest.EventCheck;
import dev.otajobs.ingest.Position;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes dead letters to the events topic once more: after what made them so was mended, such as a
 * schema that the registry did not have. Or writes a mended event in the place of one. Blocks.
 *
 * @param producer of bytes
 * @param topic of events
 * @param events encodes a mended event
 */
public record Replay(
    Producer<byte[], byte[]> producer, String topic, Serializer<OtaJobEvent> events) {

  /** For the acknowledgement of one record. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Why the letter, or the mended event in its place, cannot be written; empty if it can. */
  public static Optional<String> problem(Letter letter, Optional<OtaJobEvent> mended) {
    if (mended.isPresent()) {
      return EventCheck.problem(mended.get(), field -> field)
          .map(problem -> "the mended event breaks a rule: " + problem);
    }
    return letter.omitted().map(lengths -> "is too large to be kept: read it at its place");
  }

  /**
   * Writes the record as its producer wrote it, or the mended event with the record's headers.
   *
   * @return where it stands now
   * @throws ReplayException if it cannot be written
   */
  public Position write(Letter letter, Optional<OtaJobEvent> mended) throws InterruptedException {
    Optional<String> problem = problem(letter, mended);
    if (problem.isPresent()) {
      throw new ReplayException(problem.get());
    }
    if (mended.isEmpty()) {
      return send(new ProducerRecord<>(topic, letter.key(), letter.value()), letter);
    }
    byte[] key = mended.get().getJobId().getBytes(StandardCharsets.UTF_8);
    try {
      byte[] value = events.serialize(topic, mended.get());
      return send(new ProducerRecord<>(topic, key, value), letter);
    } catch (SerializationException e) {
      throw new ReplayException("the event cannot be encoded: " + e.getMessage(), e);
    }
  }

  private Position send(ProducerRecord<byte[], byte[]> again, Letter letter)
      throws InterruptedException {
    for (Header header : letter.headers()) {
      if (!DeadLetter.isAdded(header.key())) {
        again.headers().add(header);
      }
    }
    try {
      RecordMetadata ack = producer.send(again).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return new Position(ack.partition(), ack.offset());
    } catch (ExecutionException e) {
      throw new ReplayException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new ReplayException("the brokers do not answer: it may have been written", e);
    } catch (KafkaException | IllegalStateException e) {
      throw new ReplayException(e.toString(), e);
    }
  }
}
