package dev.otajobs.write;

import dev.otajobs.ingest.Partitioning;
import dev.otajobs.ingest.Position;
import dev.otajobs.trace.TracePropagation;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of one topic, each to the partition that owns its key, and completes once all
 * in-sync replicas have acknowledged it. An idempotent producer: a record that it sends twice
 * stands in the topic once. Thread-safe; never blocks its caller.
 *
 * @param <V> the type of the values
 */
public final class RecordWriter<V> implements AutoCloseable {

  /** A caller waits for the reply; clients give up after some seconds. */
  private static final Duration DELIVERY = Duration.ofMillis(1_500);

  private static final Duration REQUEST = Duration.ofSeconds(1);
  private static final Duration BLOCK = Duration.ofSeconds(1);
  private static final Duration CLOSE = Duration.ofSeconds(2);
  private static final long BUFFER_BYTES = 8L * 1024 * 1024;

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final String topic;
  private final Partitioning partitioning;
  private final Producer<String, @Nullable V> producer;

  /**
   * @param partitioning of the topic
   * @param kafka the settings of a producer
   */
  public RecordWriter(
      Vertx vertx,
      WorkerExecutor workers,
      String topic,
      Partitioning partitioning,
      Map<String, Object> kafka,
      Serializer<V> serializer) {
    this.vertx = vertx;
    this.workers = workers;
    this.topic = topic;
    this.partitioning = partitioning;
    this.producer = new KafkaProducer<>(settings(kafka), new StringSerializer(), serializer);
  }

  private static Map<String, Object> settings(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(REQUEST.toMillis()));
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(DELIVERY.toMillis()));
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    return settings;
  }

  /**
   * Writes a record; a null value removes what the key had.
   *
   * @return where it stands; fails with a {@link WriteException}
   */
  public Future<Position> write(String key, @Nullable V value) {
    Context context = vertx.getOrCreateContext();
    Promise<Position> written = Promise.promise();
    // It may wait for the registry and for the brokers' metadata.
    workers
        .executeBlocking(
            () -> {
              send(key, value, context, written);
              return null;
            },
            false)
        .onFailure(written::tryFail);
    return written.future();
  }

  private void send(String key, @Nullable V value, Context context, Promise<Position> written) {
    Thread sender = Thread.currentThread();
    try {
      ProducerRecord<String, @Nullable V> record =
          new ProducerRecord<>(topic, partitioning.owner(key), key, value);
      TracePropagation.of(context)
          .ifPresent(
              trace ->
                  trace.write(
                      (name, text) ->
                          record.headers().add(name, text.getBytes(StandardCharsets.US_ASCII))));
      producer.send(
          record,
          (at, failure) -> {
            // What fails before it is sent is told within send.
            boolean sent = Thread.currentThread() != sender;
            context.runOnContext(now -> complete(written, at, failure, sent));
          });
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      // A value that cannot be encoded, or a producer that is closed.
      context.runOnContext(now -> written.tryFail(new WriteException(false, e)));
    }
  }

  private static void complete(
      Promise<Position> written, RecordMetadata at, @Nullable Exception failure, boolean sent) {
    if (failure == null) {
      written.tryComplete(new Position(at.partition(), at.offset()));
    } else {
      written.tryFail(new WriteException(sent && !isRefused(failure), failure));
    }
  }

  private static boolean isRefused(Exception failure) {
    return failure instanceof RecordTooLargeException || failure instanceof AuthorizationException;
  }

  /** Waits for what is being written, for 2 seconds at most. */
  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
