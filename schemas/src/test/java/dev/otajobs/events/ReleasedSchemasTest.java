package dev.otajobs.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The build's gate for the contracts of events, packages and views: whatever was released must be
 * readable by the schema of today and the other way round (FULL_TRANSITIVE), and its golden bytes
 * must keep their meaning.
 */
class ReleasedSchemasTest {

  private static final Path RELEASED = Path.of("released");
  private static final Path CURRENT = Path.of("src/main/avro");
  private static final String EVENT = "ota-job-event";
  private static final String PACKAGE = "ota-package";
  private static final String VIEW = "ota-job-view";

  /** The field by which a golden is known again. */
  private static final Map<String, String> KEYS =
      Map.of(EVENT, "jobId", PACKAGE, "firmwareId", VIEW, "JobId");

  static List<Path> releases(String schema) {
    try (Stream<Path> folders = Files.list(RELEASED.resolve(schema))) {
      return folders.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> goldens() {
    return Stream.of(EVENT, PACKAGE, VIEW)
        .flatMap(schema -> releases(schema).stream())
        .flatMap(release -> goldensOf(release).stream())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {EVENT, PACKAGE, VIEW})
  void shouldStayCompatibleWithEveryRelease(String schema) {
    assertThat(incompatibilities(schema, current(schema))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void shouldReadTheGoldenBytesOfEveryRelease(Path golden) throws IOException {
    // given
    String schema = String.valueOf(golden.getName(1));
    Schema writer = parse(read(golden.resolveSibling(schema + ".avsc")));
    byte[] bytes = HexFormat.of().parseHex(read(golden).strip());

    // when
    GenericRecord asToday = decode(bytes, writer, parse(current(schema)));
    GenericRecord asReleased = decode(bytes, writer, writer);

    // then
    String expected = read(Path.of(golden.toString().replace(".hex", ".json"))).strip();
    assertThat(asReleased).hasToString(expected);
    assertThat(encode(asReleased, writer)).isEqualTo(bytes);
    String key = KEYS.getOrDefault(schema, "");
    assertThat(asToday.get(key)).isNotNull().isEqualTo(asReleased.get(key));
    if (schema.equals(EVENT)) {
      assertThat(((GenericRecord) asToday.get("change")).getSchema().getFullName())
          .isEqualTo(((GenericRecord) asReleased.get("change")).getSchema().getFullName());
    }
  }

  @Test
  void shouldHaveAGoldenOfEveryChange() {
    assertThat(Stream.of(PACKAGE, VIEW).flatMap(schema -> releases(schema).stream()))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(release -> assertThat(goldensOf(release)).isNotEmpty());
    assertThat(releases(EVENT)).isNotEmpty();
    assertThat(releases(EVENT))
        .allSatisfy(
            release ->
                assertThat(goldensOf(release))
                    .extracting(path -> path.getFileName().toString())
                    .contains("created.hex", "started.hex", "modified.hex", "finished.hex"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a mandatory field more   | {\"name\": \"source\", \"type\": \"string\", | {\"name\": \"origin\", \"type\": \"string\"}, {\"name\": \"source\", \"type\": \"string\",",
        "a field renamed          | \"name\": \"accountId\" | \"name\": \"account\"",
        "another type             | \"name\": \"revision\", \"type\": \"long\", \"default\": 0 | \"name\": \"revision\", \"type\": \"string\", \"default\": \"\"",
        "a change renamed         | \"name\": \"OtaJobStarted\" | \"name\": \"OtaJobBegun\"",
        "a symbol without default | \"symbols\": [\"UNKNOWN\", \"COMPLETED\", \"CANCELED\"], \"default\": \"UNKNOWN\" | \"symbols\": [\"COMPLETED\", \"CANCELED\", \"ABORTED\"]",
      })
  void shouldRefuseAnIncompatibleChange(String change, String from, String to) {
    // given
    String current = current(EVENT);
    assertThat(current).contains(from);

    // then
    assertThat(incompatibilities(EVENT, current.replace(from, to))).as(change).isNotEmpty();
  }

  @Test
  void shouldAllowACompatibleChange() {
    // given
    String current = current(EVENT);
    String more =
        current.replace(
            "{\"name\": \"source\", \"type\": \"string\",",
            "{\"name\": \"operator\", \"type\": [\"null\", \"string\"], \"default\": null},"
                + " {\"name\": \"source\", \"type\": \"string\",");

    // then
    assertThat(more).isNotEqualTo(current);
    assertThat(incompatibilities(EVENT, more)).isEmpty();
  }

  /**
   * Compares type by type, by name. The event as a whole is not enough: where no branch of a union
   * fits by name, Avro takes one that fits by structure, and a start, which has no fields, fits
   * everything.
   */
  private static List<String> incompatibilities(String name, String schema) {
    Map<String, Schema> current = typesOf(schema);
    List<String> found = new ArrayList<>();
    for (Path release : releases(name)) {
      typesOf(read(release.resolve(name + ".avsc")))
          .forEach(
              (type, released) -> {
                Schema today = current.get(type);
                if (today == null) {
                  found.add(release + ": " + type + " is gone");
                } else {
                  found.addAll(problems(release + " read today: ", today, released));
                  found.addAll(problems("today's read by " + release + ": ", released, today));
                }
              });
    }
    return found;
  }

  private static List<String> problems(String direction, Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(problem -> direction + problem.getLocation() + " " + problem.getMessage())
        .toList();
  }

  private static Map<String, Schema> typesOf(String schema) {
    Schema.Parser parser = new Schema.Parser();
    parser.parse(schema);
    return parser.getTypes();
  }

  private static List<Path> goldensOf(Path release) {
    try (Stream<Path> files = Files.list(release)) {
      return files.filter(file -> file.toString().endsWith(".hex")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GenericRecord decode(byte[] bytes, Schema writer, Schema reader)
      throws IOException {
    return new GenericDatumReader<GenericRecord>(writer, reader, new GenericData())
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }

  private static byte[] encode(GenericRecord event, Schema schema) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(event, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static String current(String schema) {
    return read(CURRENT.resolve(schema + ".avsc"));
  }

  private static Schema parse(String schema) {
    return new Schema.Parser().parse(schema);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
