package dev.otajobs.faults.workload;

import dev.otajobs.config.AppConfig;
import dev.otajobs.faults.history.History;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.ingest.Position;
import dev.otajobs.job.JobKey;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.events.Events;
import dev.otajobs.topics.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer that keeps transactions open for seconds, over jobs of its own, so that what others
 * write lies behind them. It commits, aborts and abandons them in turn.
 */
public final class Transactions {

  /** How a transaction ends. */
  public enum End {
    COMMITTED,
    ABORTED,
    ABANDONED
  }

  /** The brokers abort an abandoned one after so long. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final List<Duration> OPEN =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(8));
  private static final int JOBS = 4;

  private final AppConfig config;
  private final Partitioning partitioning;
  private final EventSender encoder;
  private final History history;
  private final Random random;
  private final Map<End, Integer> ended = new EnumMap<>(End.class);
  private int begun;

  public Transactions(
      AppConfig config,
      Partitioning partitioning,
      EventSender encoder,
      History history,
      Random random) {
    this.config = config;
    this.partitioning = partitioning;
    this.encoder = encoder;
    this.history = history;
    this.random = random;
  }

  /**
   * One after the other, for at least so long.
   *
   * @param whileOpen called once during each, when it has been open for a while
   */
  public void run(Duration time, Runnable whileOpen) {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - until < 0) {
      one(End.values()[begun % End.values().length], whileOpen);
    }
  }

  /** How many ended how. */
  public Map<End, Integer> ended() {
    return Map.copyOf(ended);
  }

  private void one(End end, Runnable whileOpen) {
    begun++;
    Producer<byte[], byte[]> producer = producer();
    producer.initTransactions();
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      sent.add(send(producer, "transaction-" + begun + "-" + i));
    }
    producer.flush();
    Await.pause(OPEN.get(random.nextInt(OPEN.size())));
    whileOpen.run();
    if (end == End.COMMITTED) {
      producer.commitTransaction();
      sent.forEach(this::acked);
    } else if (end == End.ABORTED) {
      producer.abortTransaction();
    }
    // Without a wait: what is abandoned is left to the brokers.
    producer.close(Duration.ZERO);
    ended.merge(end, 1, Integer::sum);
  }

  private Future<RecordMetadata> send(Producer<byte[], byte[]> producer, String jobId) {
    byte[] id = jobId.getBytes(StandardCharsets.UTF_8);
    JobKey key = new JobKey(jobId, Events.ACCOUNT);
    byte[] event = encoder.encode(new LifeEvents(key, random, false).created());
    return producer.send(
        new ProducerRecord<>(config.topics().events(), partitioning.owner(id), id, event));
  }

  private void acked(Future<RecordMetadata> sent) {
    try {
      RecordMetadata at = sent.get();
      history.acked(new Position(at.partition(), at.offset()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a committed transaction lacks an event", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private Producer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>(KafkaClients.producer(config.kafka()));
    settings.put(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        config.kafka().applicationId() + "-transaction-" + begun);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(TIMEOUT.toMillis()));
    ByteArraySerializer asIs = new ByteArraySerializer();
    return new KafkaProducer<>(settings, asIs, asIs);
  }
}
