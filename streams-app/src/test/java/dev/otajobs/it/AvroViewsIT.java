package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.otajobs.config.ConfigException;
import dev.otajobs.events.OtaJobView;
import dev.otajobs.eventserde.EventSerdes;
import dev.otajobs.testkit.events.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** Views in Avro, as a warehouse reads them. */
class AvroViewsIT {

  private static final String JOB = "job-1";

  @Test
  void shouldPublishViewsInAvroAndTheirTombstones() {
    try (TestService service =
            new TestService(Map.of("views.format", "avro", "topics.partitions", "1"))
                .startAndAwaitReady();
        Consumer<String, OtaJobView> warehouse = consumer(service)) {
      // when
      service.write(Events.created(JOB));
      service.write(Events.started(JOB));
      service.write(TestService.bytes(JOB), null);

      // then
      List<OtaJobView> views = read(warehouse, 3);
      assertThat(views).hasSize(3);
      assertThat(views.get(0).getJobId()).isEqualTo(JOB);
      assertThat(views.get(0).getAccountId()).isEqualTo(Events.ACCOUNT);
      assertThat(views.get(0).getJobStatus()).isEqualTo("PLANNED");
      assertThat(views.get(0).getUtcStartTime()).isNull();
      assertThat(views.get(1).getJobStatus()).isEqualTo("IN_PROGRESS");
      assertThat(views.get(1).getUtcStartTime()).isNotNull();
      assertThat(views.get(1).getUtcCreate()).isEqualTo(views.get(0).getUtcCreate());
      assertThat(views.get(2)).isNull();
    }
  }

  /** A stream thread must not be the first to ask. */
  @Test
  void shouldNotStartWithoutTheSchemaOfTheViews() {
    try (TestService service =
        new TestService(
            Map.of(
                "views.format", "avro",
                "schema.registry.url", "http://127.0.0.1:9",
                "max.retries", "0"))) {
      assertThatThrownBy(service::start)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("views.format is avro, which needs the schema of the views");
    }
  }

  private static Consumer<String, OtaJobView> consumer(TestService service) {
    Consumer<String, OtaJobView> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", RealStack.get().bootstrapServers()),
            new StringDeserializer(),
            EventSerdes.deserializer(service.config.serde(), OtaJobView.class));
    List<TopicPartition> all =
        consumer.partitionsFor(service.config.topics().views()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
    return consumer;
  }

  private static List<OtaJobView> read(Consumer<String, OtaJobView> consumer, int count) {
    List<OtaJobView> views = new ArrayList<>();
    await()
        .atMost(TestService.PATIENCE)
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(200)).forEach(record -> views.add(record.value()));
              return views.size() >= count;
            });
    return views;
  }
}
