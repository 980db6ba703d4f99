package dev.otajobs.it;

import static dev.otajobs.it.DeadLetters.header;
import static dev.otajobs.it.TestService.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaTag;
import dev.otajobs.events.TargetSelection;
import dev.otajobs.ingest.DeadLetter;
import dev.otajobs.serde.AvroSerializer;
import dev.otajobs.testkit.events.Events;
import dev.otajobs.topics.KafkaClients;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad records end in the dead letters, each once and with its reason, and the stream goes on. */
class PoisonIT {

  /** In MiB; 80 in the long form of the tests. */
  private static final int LARGEST = Integer.getInteger("poison.mebibytes", 12);

  private record Poison(byte[] key, byte[] value, String reason, String message) {}

  @Test
  void shouldDeadLetterEveryPoisonOnceAndGoOn() {
    try (TestService service = new TestService(Map.of()).startAndAwaitReady();
        DeadLetters deadLetters = new DeadLetters(service.config)) {
      // given
      List<Poison> poisons = poisons(service);
      Map<String, Poison> byPosition = new HashMap<>();

      // when
      service.write(Events.created("before"));
      for (Poison poison : poisons) {
        RecordMetadata ack = service.write(poison.key(), poison.value());
        byPosition.put(ack.partition() + "-" + ack.offset(), poison);
      }
      service.write(Events.created("after"));
      service.awaitStatus("after", "PLANNED");

      // then
      await()
          .atMost(TestService.PATIENCE)
          .untilAsserted(() -> assertThat(deadLetters.all()).hasSize(poisons.size()));
      for (ConsumerRecord<byte[], byte[]> letter : deadLetters.all()) {
        String position =
            header(letter, DeadLetter.PARTITION) + "-" + header(letter, DeadLetter.OFFSET);
        Poison poison = byPosition.remove(position);
        assertThat(poison).as("dead letter of %s", position).isNotNull();
        assertThat(letter.key()).isEqualTo(poison.key());
        boolean cut = poison.reason().equals("TOO_LARGE");
        assertThat(letter.value()).isEqualTo(cut ? null : poison.value());
        assertThat(header(letter, DeadLetter.REASON)).isEqualTo(poison.reason());
        assertThat(header(letter, DeadLetter.MESSAGE)).contains(poison.message());
        assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo(service.config.topics().events());
      }
      assertThat(byPosition).isEmpty();
      assertThat(service.status("before")).isEqualTo("PLANNED");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
  void shouldDeadLetterWhatOnlyCompressionMadeFit(String guarantee) {
    try (TestService service =
            new TestService(Map.of("processing.guarantee", guarantee, "topics.trusted", "true"))
                .startAndAwaitReady();
        DeadLetters deadLetters = new DeadLetters(service.config)) {
      // given
      Map<String, Object> compressing =
          new HashMap<>(KafkaClients.producer(service.config.kafka()));
      compressing.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
      compressing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1 << 30);
      compressing.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 256L << 20);
      ByteArraySerializer asIs = new ByteArraySerializer();

      service.write(Events.created("big"));

      // when
      try (Producer<byte[], byte[]> producer = new KafkaProducer<>(compressing, asIs, asIs)) {
        for (int megabytes : new int[] {8, LARGEST}) {
          for (int partition : new int[] {0, 1}) {
            producer.send(
                new ProducerRecord<>(
                    service.config.topics().events(),
                    partition,
                    bytes("big"),
                    new byte[megabytes << 20]));
          }
        }
        // A key, and a header of an event that is good otherwise, in each partition.
        for (int partition : new int[] {0, 1}) {
          producer.send(
              new ProducerRecord<>(
                  service.config.topics().events(),
                  partition,
                  new byte[LARGEST << 20],
                  new byte[1]));
          producer.send(
              new ProducerRecord<>(
                  service.config.topics().events(),
                  partition,
                  bytes("big"),
                  service.encode(Events.finished("big")),
                  List.of(new RecordHeader("h", new byte[LARGEST << 20]))));
        }
      }
      service.write(Events.created("after"));
      service.awaitStatus("after", "PLANNED");

      // then
      await()
          .atMost(TestService.PATIENCE)
          .untilAsserted(() -> assertThat(deadLetters.all()).hasSize(8));
      assertThat(deadLetters.all())
          .allSatisfy(
              letter -> {
                assertThat(header(letter, DeadLetter.REASON)).isIn("TOO_LARGE", "BAD_KEY");
                assertThat(header(letter, DeadLetter.OMITTED)).startsWith("key=");
                assertThat(letter.value()).isNull();
              });
      assertThat(service.status("big")).as("in whatever partition").isEqualTo("PLANNED");
    }
  }

  /** A few kilobytes of zeros, compressed, ended one instance after the other. */
  @Test
  void shouldNotBeReachedByADecompressionBomb() {
    try (TestService service = new TestService(Map.of()).startAndAwaitReady()) {
      // given
      Map<String, Object> compressing =
          new HashMap<>(KafkaClients.producer(service.config.kafka()));
      compressing.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
      compressing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1 << 30);
      compressing.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 256L << 20);
      ByteArraySerializer asIs = new ByteArraySerializer();
      String events = service.config.topics().events();

      // when
      try (Producer<byte[], byte[]> producer = new KafkaProducer<>(compressing, asIs, asIs)) {
        for (String topic : List.of(events, service.config.topics().misplaced())) {
          Future<RecordMetadata> bomb =
              producer.send(new ProducerRecord<>(topic, bytes("bomb"), new byte[LARGEST << 20]));

          // then
          assertThatThrownBy(bomb::get).hasRootCauseInstanceOf(RecordTooLargeException.class);
        }
        producer.send(
            new ProducerRecord<>(events, bytes("good"), service.encode(Events.created("good"))));
      }
      service.awaitStatus("good", "PLANNED");
    }
  }

  private static List<Poison> poisons(TestService service) {
    byte[] key = bytes("poison");
    byte[] good = service.encode(Events.created("poison"));
    byte[] unknownId = good.clone();
    ByteBuffer.wrap(unknownId).putInt(1, 99_999_999);
    byte[] wrongMagic = good.clone();
    wrongMagic[0] = 7;
    byte[] trailing = Arrays.copyOf(good, good.length + 3);
    List<Poison> poisons = new ArrayList<>();
    poisons.add(new Poison(null, good, "MISSING_KEY", "has no key"));
    poisons.add(new Poison(new byte[] {(byte) 0xC3}, good, "BAD_KEY", "not a JobId"));
    poisons.add(new Poison(key, new byte[0], "UNDECODABLE", ""));
    poisons.add(new Poison(key, bytes("{\"jobId\":\"poison\"}"), "UNDECODABLE", "magic"));
    poisons.add(new Poison(key, wrongMagic, "UNDECODABLE", "magic byte is 7"));
    poisons.add(new Poison(key, unknownId, "UNDECODABLE", "99999999"));
    poisons.add(new Poison(key, Arrays.copyOf(good, 40), "UNDECODABLE", "truncated"));
    poisons.add(new Poison(key, trailing, "UNDECODABLE", ""));
    poisons.add(new Poison(key, anotherType(service), "UNDECODABLE", "OtaTag"));
    poisons.add(new Poison(key, new byte[70_000], "TOO_LARGE", "value=70000"));
    poisons.add(
        new Poison(
            key, service.encode(Events.created("other")), "INVALID_EVENT", "not the record's key"));
    OtaJobCreated contradictory = Events.creation();
    poisons.add(
        new Poison(
            key,
            service.encode(
                Events.event(
                    "poison",
                    0,
                    OtaJobCreated.newBuilder(contradictory)
                        .setTargetSelection(TargetSelection.GRAY)
                        .build())),
            "INVALID_EVENT",
            "grayPercent is missing"));
    return poisons;
  }

  private static byte[] anotherType(TestService service) {
    Map<String, Object> settings = new HashMap<>(service.config.serde().settings());
    settings.put(
        "value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy");
    try (AvroSerializer<OtaTag> serializer = new AvroSerializer<>()) {
      serializer.configure(settings, false);
      return serializer.serialize("any", new OtaTag("key", "value"));
    }
  }
}
