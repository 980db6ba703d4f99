package dev.otajobs.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.serde.registry.FaultyRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writers with schemas other than ours: newer ones, wrong ones, hostile ones. */
class WriterSchemaTest {

  private static final String TOPIC = "ota-job-events";

  @Test
  void shouldReadANewerWritersEvent() throws IOException {
    // given
    Schema newer = withField("\"string\"");
    byte[] bytes = join(recordBytes(Events.created()), new byte[] {4, 'h', 'i'});
    // when
    OtaJobEvent read = read(newer, bytes);
    // then
    assertThat(read).isEqualTo(Events.created());
  }

  @Test
  void shouldNotTakeAnUnknownKindOfChangeForAKnownOne() throws IOException {
    // given
    Schema newer =
        new Schema.Parser()
            .parse(
                OtaJobEvent.getClassSchema().toString().replace("OtaJobStarted", "OtaJobPaused"));
    // when
    OtaJobEvent read = read(newer, recordBytes(Events.started()));
    // then
    assertThat(read.getJobId()).isEqualTo(Events.started().getJobId());
    assertThat(read.getChange())
        .isInstanceOfSatisfying(
            GenericRecord.class,
            change -> assertThat(change.getSchema().getName()).isEqualTo("OtaJobPaused"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"string\" | the record is of type string, expected dev.otajobs.events.OtaJobEvent",
        "{\"type\":\"record\",\"name\":\"x.Y\",\"fields\":[]} | the record is of type x.Y, expected",
        "{\"type\":\"record\",\"name\":\"dev.otajobs.events.OtaJobEvent\",\"fields\":[]} | missing required field",
      })
  void shouldRefuseAnotherType(String schema, String message) {
    assertThatThrownBy(() -> read(new Schema.Parser().parse(schema), new byte[] {0}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":\"A\"}]}",
        "{\"type\":\"array\",\"items\":\"null\"}",
        "{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"A\",\"fields\":[]}}",
      })
  void shouldRefuseASchemaOfEndlessWork(String field) {
    assertThatThrownBy(
            () -> read(withField(field), join(recordBytes(Events.started()), new byte[50])))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("the writer's schema has");
  }

  /** With 2,000 branches the resolution took all of the heap. */
  @ParameterizedTest
  @CsvSource({"65, a union of more than 64 branches", "2000, a union of more than 64 branches"})
  void shouldRefuseAUnionThatCostsTheSquareOfItsBranches(int branches, String message) {
    String union =
        IntStream.range(0, branches)
            .mapToObj(i -> "{\"type\":\"record\",\"name\":\"R" + i + "\",\"fields\":[]}")
            .collect(Collectors.joining(",", "[", "]"));
    assertRefused(union, message);
  }

  @Test
  void shouldRefuseTooManyRecords() {
    String fields =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    "{\"name\":\"f%d\",\"type\":{\"type\":\"record\",\"name\":\"R%d\",\"fields\":[]}}"
                        .formatted(i, i))
            .collect(Collectors.joining(","));
    assertRefused(
        "{\"type\":\"record\",\"name\":\"Wide\",\"fields\":[" + fields + "]}",
        "more than 256 records within it");
  }

  @Test
  void shouldRefuseTooManySchemas() {
    String fields =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "{\"name\":\"f%d\",\"type\":[\"null\",\"int\"]}".formatted(i))
            .collect(Collectors.joining(","));
    assertRefused(
        "[\"null\",{\"type\":\"record\",\"name\":\"Wide\",\"fields\":["
            + fields.substring(0, fields.indexOf(",{\"name\":\"f1900\""))
            + "]}]",
        "more than 5000 schemas within it");
  }

  private static void assertRefused(String field, String message) {
    assertThatThrownBy(() -> read(withField(field), new byte[0]))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("the writer's schema has " + message);
  }

  @Test
  void shouldRefuseRecordsThatDoubleAtEveryLevel() {
    // given
    String schema =
        IntStream.range(0, 40)
            .mapToObj(i -> "R" + i)
            .reduce(
                "\"null\"",
                (inner, name) ->
                    "{\"type\":\"record\",\"name\":\"%s\",\"fields\":[{\"name\":\"a\",\"type\":%s},{\"name\":\"b\",\"type\":%s}]}"
                        .formatted(name, inner, last(inner)));
    // when, then
    assertThatThrownBy(() -> read(withField(schema), recordBytes(Events.started())))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("a record of more than 2000 values");
  }

  @Test
  void shouldSkipAListNestedAMillionDeep() throws IOException {
    // given
    Schema writer =
        withField(
            "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":[\"null\",\"A\"]}]}");
    byte[] deep = new byte[1_000_000];
    Arrays.fill(deep, 0, deep.length - 1, (byte) 2);
    byte[] bytes = join(recordBytes(Events.started()), deep);
    // when, then
    try {
      assertThat(read(writer, bytes)).isEqualTo(Events.started());
    } catch (SerializationException refused) {
      assertThat(refused).hasMessageContaining("nested too deeply");
    }
  }

  private static String last(String inner) {
    return inner.startsWith("{") ? inner.replaceFirst(".*?\"name\":(\"R\\d+\").*", "$1") : inner;
  }

  private static Schema withField(String type) {
    Schema known = OtaJobEvent.getClassSchema();
    List<Schema.Field> fields = new ArrayList<>();
    known.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    fields.add(new Schema.Field("added", new Schema.Parser().parse(type)));
    return Schema.createRecord("OtaJobEvent", "", "dev.otajobs.events", false, fields);
  }

  private static OtaJobEvent read(Schema writer, byte[] record) {
    try (FaultyRegistry registry = FaultyRegistry.serving(writer);
        AvroDeserializer<OtaJobEvent> deserializer =
            Serdes.deserializer(Serdes.settings(registry.url()))) {
      return Objects.requireNonNull(
          deserializer.deserialize(TOPIC, join(new byte[] {0, 0, 0, 0, 1}, record)));
    }
  }

  private static byte[] recordBytes(OtaJobEvent event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    GenericDatumWriter<OtaJobEvent> writer = new SpecificDatumWriter<>(OtaJobEvent.class);
    writer.write(event, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
