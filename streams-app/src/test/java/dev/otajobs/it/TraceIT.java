package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.testkit.events.Events;
import dev.otajobs.testkit.events.Packages;
import dev.otajobs.topics.KafkaClients;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** The trace of a call is in the record that it writes, that of an event in its view. */
class TraceIT {

  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void shouldGoFromACallAndFromAnEventToTheRecordsThatFollow() throws Exception {
    try (TestService service = new TestService(AccountsFixture.settings()).startAndAwaitReady()) {
      // when
      int status =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(service.address() + "/v1/packages/fw"))
                      .header("Authorization", "Bearer " + AccountsFixture.TOKEN)
                      .header("Content-Type", "application/json")
                      .header("traceparent", PARENT)
                      .PUT(HttpRequest.BodyPublishers.ofString(Packages.released()))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode();
      ProducerRecord<byte[], byte[]> event =
          new ProducerRecord<>(
              service.config.topics().events(),
              TestService.bytes("job"),
              service.encode(Events.created("job")));
      event.headers().add("traceparent", PARENT.getBytes(StandardCharsets.US_ASCII));
      service.write(event);

      // then
      assertThat(status).isEqualTo(201);
      assertThat(trace(service, service.config.topics().packages())).isEqualTo(PARENT);
      assertThat(trace(service, service.config.topics().views())).isEqualTo(PARENT);
    }
  }

  /** Of the first record of the topic. */
  private static String trace(TestService service, String topic) {
    Map<String, Object> settings = KafkaClients.consumer(service.config.kafka());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, consumer.partitionsFor(topic).size())
              .mapToObj(partition -> new TopicPartition(topic, partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = System.nanoTime() + TestService.PATIENCE.toNanos();
      while (System.nanoTime() < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          Header parent = record.headers().lastHeader("traceparent");
          return parent == null ? "none" : new String(parent.value(), StandardCharsets.US_ASCII);
        }
      }
      throw new AssertionError("no record in " + topic);
    }
  }
}
