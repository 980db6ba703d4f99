package dev.otajobs.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.serde.registry.FaultyRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AvroSerdeTest {

  private static final String TOPIC = "ota-job-events";

  private final FaultyRegistry registry = FaultyRegistry.serving(OtaJobEvent.getClassSchema());
  private final Map<String, Object> settings = Serdes.settings(registry.url());
  private final AvroSerializer<OtaJobEvent> serializer = new AvroSerializer<>();
  private final AvroDeserializer<OtaJobEvent> deserializer =
      new AvroDeserializer<>(OtaJobEvent.class);

  @BeforeAll
  void configure() {
    serializer.configure(settings, false);
    deserializer.configure(settings, false);
  }

  @AfterAll
  void close() {
    registry.close();
  }

  static List<OtaJobEvent> events() {
    return Events.all();
  }

  static List<Arguments> goldenBytes() throws IOException {
    try (InputStream golden =
        Objects.requireNonNull(AvroSerdeTest.class.getResourceAsStream("confluent-client.hex"))) {
      List<String> lines = new String(golden.readAllBytes(), UTF_8).lines().toList();
      return IntStream.range(0, lines.size())
          .mapToObj(i -> Arguments.of(Events.all().get(i), ofToday(lines.get(i), i)))
          .toList();
    }
  }

  /**
   * Confluent's client was run with version 1 of the schema. Version 2 adds two fields at the end
   * of a creation, which is the first of the events: an empty list and null, a zero byte each.
   */
  private static String ofToday(String golden, int event) {
    return event == 0 ? golden + "0000" : golden;
  }

  @ParameterizedTest
  @MethodSource("goldenBytes")
  void shouldWriteTheBytesOfConfluentsOwnClient(OtaJobEvent event, String golden) {
    // when
    byte[] bytes = serializer.serialize(TOPIC, event);
    // then
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(golden);
    assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("events")
  void shouldReadWhatItWrote(OtaJobEvent event) {
    // when
    OtaJobEvent read = deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, event));
    // then
    assertThat(read).isEqualTo(event);
  }

  @Test
  void shouldKeepTombstones() {
    assertThat(serializer.serialize(TOPIC, null)).isNull();
    assertThat(deserializer.deserialize(TOPIC, null)).isNull();
  }

  @Test
  void shouldServeManyThreadsAtOnce() throws Exception {
    // given
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      OtaJobEvent event = Events.created("job-" + i);
      tasks.add(
          () -> event.equals(deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, event))));
    }
    // when
    List<Future<Boolean>> results = threads.invokeAll(tasks);
    threads.shutdown();
    // then
    for (Future<Boolean> result : results) {
      assertThat(result.get()).isTrue();
    }
  }

  @Test
  void shouldReadIntoTheClassThatSettingsName() {
    // given
    AvroDeserializer<OtaJobEvent> named = new AvroDeserializer<>();
    settings.put("specific.avro.value.type", OtaJobEvent.class);
    // when
    named.configure(settings, false);
    // then
    byte[] bytes = serializer.serialize(TOPIC, Events.created());
    assertThat(named.deserialize(TOPIC, bytes)).isEqualTo(Events.created());
  }

  @Test
  void shouldGoOnAfterARecordThatCannotBeWritten() {
    // given
    OtaJobEvent bad = Events.of("not a change");
    // when
    assertThatThrownBy(() -> serializer.serialize(TOPIC, bad))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("dev.otajobs.events.OtaJobEvent cannot be written");
    // then
    byte[] bytes = serializer.serialize(TOPIC, Events.started());
    assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(Events.started());
  }
}
