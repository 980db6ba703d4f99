package dev.otajobs.ingest;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.eventserde.RegistryOutage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes an event's value. Bytes that are wrong fail at once. A registry that does not answer
 * makes this wait, since the record may be good: the partition stalls, reads go on, and nothing is
 * dead-lettered for somebody else's outage.
 */
public final class EventDecoder {

  private static final Logger LOG = LoggerFactory.getLogger(EventDecoder.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final long LONG_NANOS = Duration.ofMillis(100).toNanos();
  private static final int ATTEMPTS_PER_LOG_LINE = 20;

  private final Deserializer<OtaJobEvent> deserializer;
  private final Duration patience;
  private final AtomicInteger waiting = new AtomicInteger();

  /** When each thread began to decode what it decodes now. */
  private final Map<Thread, Long> begun = new ConcurrentHashMap<>();

  private volatile boolean stopping;

  /**
   * @param patience how long one record may wait for the registry; shorter than the consumer's
   *     {@code max.poll.interval.ms}, after which the group would take its partitions away
   */
  public EventDecoder(Deserializer<OtaJobEvent> deserializer, Duration patience) {
    this.deserializer = deserializer;
    this.patience = patience;
  }

  /**
   * The event in the record's value.
   *
   * @throws SerializationException if the bytes are not an event
   * @throws StalledException if the registry did not answer for as long as this may wait
   */
  public OtaJobEvent decode(SourceRecord record) {
    try {
      return attempt(record);
    } catch (RuntimeException e) {
      refuseIfAboutBytes(e);
      waiting.incrementAndGet();
      try {
        return await(record, e);
      } finally {
        waiting.decrementAndGet();
      }
    }
  }

  private OtaJobEvent await(SourceRecord record, RuntimeException first) {
    long deadline = System.nanoTime() + patience.toNanos();
    RuntimeException outage = first;
    for (int attempt = 0; ; attempt++) {
      pause(record, outage, attempt, deadline);
      try {
        OtaJobEvent event = attempt(record);
        LOG.info(
            "schema registry answers again: going on, partition={}", record.position().partition());
        return event;
      } catch (RuntimeException e) {
        refuseIfAboutBytes(e);
        outage = e;
      }
    }
  }

  private OtaJobEvent attempt(SourceRecord record) {
    begun.put(Thread.currentThread(), System.nanoTime());
    try {
      return deserializer.deserialize(record.topic(), record.headers(), record.value());
    } finally {
      begun.remove(Thread.currentThread());
    }
  }

  private static void refuseIfAboutBytes(RuntimeException thrown) {
    if (!RegistryOutage.isIn(thrown)) {
      throw thrown instanceof SerializationException ? thrown : new SerializationException(thrown);
    }
  }

  /** Whether a partition waits for the registry right now: nothing else in it takes time. */
  public boolean isStalled() {
    long now = System.nanoTime();
    return waiting.get() > 0 || begun.values().stream().anyMatch(at -> now - at > LONG_NANOS);
  }

  /** Ends any wait, so that the service can stop during an outage. */
  public void stop() {
    stopping = true;
  }

  private void pause(SourceRecord record, RuntimeException outage, int attempt, long deadline) {
    if (attempt % ATTEMPTS_PER_LOG_LINE == 0) {
      LOG.warn(
          "schema registry does not answer: the partition waits and nothing is lost,"
              + " partition={} offset={} problem={}",
          record.position().partition(),
          record.position().offset(),
          outage.getMessage());
    }
    if (stopping || System.nanoTime() > deadline) {
      throw new StalledException(outage);
    }
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StalledException(e);
    }
  }

  /** The registry was away for too long; the record is read again by whoever takes over. */
  public static final class StalledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StalledException(Throwable cause) {
      super("the schema registry did not answer in time; the record will be read again", cause);
    }
  }
}
