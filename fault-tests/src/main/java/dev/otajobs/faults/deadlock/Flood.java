package dev.otajobs.faults.deadlock;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes without end, a little slower than it could. */
final class Flood {

  private static final int PAUSE_EVERY = 50;

  private Flood() {}

  static void run(String brokers, String topic, int keys) {
    StringSerializer text = new StringSerializer();
    try (Producer<String, String> producer =
        new KafkaProducer<>(Map.of("bootstrap.servers", brokers, "linger.ms", 2), text, text)) {
      for (long number = 0; !Thread.currentThread().isInterrupted(); number++) {
        producer.send(new ProducerRecord<>(topic, "key-" + number % keys, "value-" + number));
        if (number % PAUSE_EVERY == 0) {
          Thread.sleep(5);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
