package dev.otajobs.it;

import static org.awaitility.Awaitility.await;

import dev.otajobs.config.AppConfig;
import dev.otajobs.topics.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the dead letters of a service from the first on. */
final class DeadLetters implements AutoCloseable {

  private final Consumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();

  DeadLetters(AppConfig config) {
    consumer =
        new KafkaConsumer<>(
            KafkaClients.consumer(config.kafka()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    // A topic that was just created may not be known to the broker yet.
    List<TopicPartition> partitions =
        await()
            .atMost(TestService.PATIENCE)
            .until(() -> partitions(config.topics().deadLetters()), known -> !known.isEmpty());
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private List<TopicPartition> partitions(String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  /** All that have come so far. */
  List<ConsumerRecord<byte[], byte[]>> all() {
    consumer.poll(Duration.ofMillis(200)).forEach(read::add);
    return read;
  }

  static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
