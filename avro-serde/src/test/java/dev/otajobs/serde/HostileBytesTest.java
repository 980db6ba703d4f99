package dev.otajobs.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.serde.registry.FaultyRegistry;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked
class HostileBytesTest {

  private static final String TOPIC = "ota-job-events";
  private static final long HEAP_ALLOWED = 64L * 1024 * 1024;

  private static FaultyRegistry registry;
  private static AvroDeserializer<OtaJobEvent> deserializer;
  private static List<byte[]> good;

  @BeforeAll
  @BeforeContainer
  static void start() {
    registry = FaultyRegistry.serving(OtaJobEvent.getClassSchema());
    AvroSerializer<OtaJobEvent> serializer = Serdes.serializer(Serdes.settings(registry.url()));
    deserializer = Serdes.deserializer(Serdes.settings(registry.url()));
    good = Events.all().stream().map(event -> serializer.serialize(TOPIC, event)).toList();
  }

  @AfterAll
  @AfterContainer
  static void stop() {
    registry.close();
  }

  @Property
  void shouldRefuseRandomBytes(@ForAll byte[] bytes) {
    assertReadOrRefused(bytes);
  }

  @Property
  void shouldRefuseRandomRecords(@ForAll byte[] body) {
    assertReadOrRefused(join(HexFormat.of().parseHex("0000000001"), body));
  }

  @Property
  void shouldRefuseAChangeFullOfRandomBytes(
      @ForAll @IntRange(min = 0, max = 3) int branch, @ForAll byte[] body) {
    byte[] envelope = Arrays.copyOf(good.get(1), good.get(1).length - 1);
    assertReadOrRefused(join(join(envelope, new byte[] {(byte) (2 * branch)}), body));
  }

  @Property
  void shouldSurviveAFlippedByte(
      @ForAll @IntRange(min = 0, max = 3) int which,
      @ForAll @IntRange(min = 0, max = 999) int where,
      @ForAll @IntRange(min = 1, max = 255) int mask) {
    byte[] bytes = good.get(which).clone();
    int at = where % bytes.length;
    bytes[at] ^= (byte) mask;
    assertReadOrRefused(bytes);
  }

  @Property
  void shouldRefuseEveryTruncation(
      @ForAll @IntRange(min = 0, max = 3) int which,
      @ForAll @IntRange(min = 0, max = 999) int length) {
    byte[] bytes = good.get(which);
    byte[] cut = Arrays.copyOf(bytes, length % bytes.length);
    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, cut))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("truncated");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "not ours, 0701, 'magic byte is 7, not 0: not in Confluent''s wire format'",
    "JSON, 7b7d, 'magic byte is 123, not 0'",
    "empty, '', 'truncated: 0 bytes'",
    "no id, 00000000, 'truncated: 4 bytes'",
    "negative id, 00ffffffff, 'schema id -1 is negative'",
    "id 0, 0000000000, 'schema id 0 is given to no schema'",
    "id of 8 bytes, 00000000000000000141, '4: apicurio.registry.as-confluent=true'",
    "unknown id, 0000000063, 'schema id 99 is unknown to the registry'",
    "header only, 0000000001, 'eventId: truncated'",
    "string of 2 GB, 0000000001feffffff0f41, 'eventId: '",
    "string of 1 GB, 0000000001808080800841, 'eventId: truncated'",
    "string of Long.MAX, 0000000001feffffffffffffffff01, 'eventId: not a length'",
    "string of -1, 000000000101, 'eventId: '",
    "long without end, 0000000001ffffffffffffffffffffffff, 'eventId: not a length or number'",
    "not a UUID, 000000000106616263, 'eventId is not a UUID: Invalid UUID string: abc'",
  })
  void shouldSayWhatIsWrong(String what, String hex, String message) {
    assertRefused(HexFormat.of().parseHex(hex), message);
  }

  @Test
  void shouldNameTheHeaderThatHasTheId() {
    // given
    RecordHeaders headers = new RecordHeaders();
    headers.add("__value_schema_id", new byte[17]);
    byte[] bare = Arrays.copyOfRange(good.get(0), 5, good.get(0).length);

    // then
    assertThat(deserializer.deserialize(TOPIC, headers, good.get(0))).isNotNull();
    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, headers, bare))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("is in the header __value_schema_id, which is not read");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "branch 4, 08, change: ",
    "branch -1, 01, change: ",
    "branch of 2^31, ffffffff0f, change: ",
    "outcome 9, 061200, change.outcome: ",
    "outcome -1, 0601, change.outcome: ",
    "srcVersions of 2^31 - 9, CREATED eeffffff0f, change.srcVersions: ",
    "srcVersions of 2^30, CREATED 8080808008, change.srcVersions: ",
    "srcVersions of 2^62, CREATED 808080808080808080 01, change.srcVersions: ",
    "srcVersions of Long.MIN, CREATED ffffffffffffffffff01 00, change.srcVersions: ",
    "srcVersions of -2^30 in -1 bytes, CREATED ffffffff07 01, change.srcVersions: ",
    "tags of 2^30, CREATED 00 8080808008, change.tags: ",
    "a tag's key of 1 GB, CREATED 00 02 8080808008, change.tags.key: truncated",
    "one byte too many, 02 00, bytes are left",
  })
  void shouldSayWhatIsWrongWithTheChange(String what, String hex, String message) {
    // given
    String created = "00" + "04" + "00" + "00" + "0261" + "0261" + "0261" + "0261";
    String change = hex.replace("CREATED", created).replace(" ", "");
    byte[] envelope = Arrays.copyOf(good.get(1), good.get(1).length - 1);
    // when, then
    assertRefused(join(envelope, HexFormat.of().parseHex(change)), message);
  }

  @Test
  void shouldKeepMessagesShort() {
    // given
    byte[] length = HexFormat.of().parseHex("0000000001" + "807d");
    byte[] text = "x".repeat(8_000).getBytes(StandardCharsets.US_ASCII);
    // when, then
    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, join(length, text)))
        .isInstanceOf(SerializationException.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
  }

  private static void assertRefused(byte[] bytes, String message) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining(message);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(HEAP_ALLOWED);
  }

  private static void assertReadOrRefused(byte[] bytes) {
    try {
      assertThat(deserializer.deserialize(TOPIC, bytes)).isNotNull();
    } catch (SerializationException refused) {
      assertThat(refused.getMessage()).isNotBlank().hasSizeLessThan(600);
    }
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
