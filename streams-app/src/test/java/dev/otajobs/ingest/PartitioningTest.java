package dev.otajobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitioningTest {

  @Property
  void shouldFollowKafkasProducer(
      @ForAll @Size(max = 200) byte[] key,
      @ForAll @IntRange(min = 1, max = 10_000) int partitions) {
    assertThat(new Partitioning(partitions).owner(key))
        .isEqualTo(BuiltInPartitioner.partitionForKey(key, partitions))
        .isBetween(0, partitions - 1);
  }

  @Property
  void shouldTakeJobIdsAsUtf8(@ForAll String jobId) {
    // given
    Partitioning partitioning = new Partitioning(8);

    // then
    assertThat(partitioning.owner(jobId))
        .isEqualTo(partitioning.owner(jobId.getBytes(StandardCharsets.UTF_8)));
  }

  /** Kafka's own test vectors of murmur2, without their sign bit. */
  @ParameterizedTest
  @CsvSource({
    "21, -973932308",
    "foobar, -790332482",
    "a-little-bit-long-string, -985981536",
    "a-little-bit-longer-string, -1486304829",
    "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8, -58897971"
  })
  void shouldKeepItsHash(String key, int murmur2) {
    assertThat(new Partitioning(Integer.MAX_VALUE).owner(key))
        .isEqualTo((murmur2 & Integer.MAX_VALUE) % Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void shouldRefuseNoPartitions(int partitions) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Partitioning(partitions))
        .withMessageContaining("partitions");
  }
}
