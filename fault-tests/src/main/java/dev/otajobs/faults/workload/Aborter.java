package dev.otajobs.faults.workload;

import dev.otajobs.config.AppConfig;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.job.JobKey;
import dev.otajobs.topics.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer that writes ends of jobs within transactions, and aborts them all. */
public final class Aborter implements AutoCloseable {

  private final AppConfig config;
  private final Partitioning partitioning;
  private final EventSender encoder;
  private final Random random;
  private final Producer<byte[], byte[]> producer;

  public Aborter(AppConfig config, Partitioning partitioning, EventSender encoder, Random random) {
    this.config = config;
    this.partitioning = partitioning;
    this.encoder = encoder;
    this.random = random;
    Map<String, Object> settings = new HashMap<>(KafkaClients.producer(config.kafka()));
    settings.put(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG, config.kafka().applicationId() + "-aborter");
    ByteArraySerializer asIs = new ByteArraySerializer();
    producer = new KafkaProducer<>(settings, asIs, asIs);
    producer.initTransactions();
  }

  /** Finishes each of these jobs in one transaction, and aborts it. */
  public void abort(List<JobKey> jobs) {
    producer.beginTransaction();
    for (JobKey key : jobs) {
      byte[] id = key.jobId().getBytes(StandardCharsets.UTF_8);
      byte[] event = encoder.encode(new LifeEvents(key, random, false).finished());
      producer.send(
          new ProducerRecord<>(config.topics().events(), partitioning.owner(id), id, event));
    }
    producer.flush();
    producer.abortTransaction();
  }

  @Override
  public void close() {
    producer.close();
  }
}
