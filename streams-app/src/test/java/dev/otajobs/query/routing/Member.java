package dev.otajobs.query.routing;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/** A member of the group, as Kafka Streams would tell of it. */
public record Member(
    HostInfo hostInfo,
    Set<TopicPartition> topicPartitions,
    Set<TopicPartition> standbyTopicPartitions)
    implements StreamsMetadata {

  /** One that holds these partitions of the topic. */
  public static Member of(HostInfo host, String topic, int[] owned, int... standbys) {
    return new Member(host, partitions(topic, owned), partitions(topic, standbys));
  }

  private static Set<TopicPartition> partitions(String topic, int... partitions) {
    return IntStream.of(partitions)
        .mapToObj(partition -> new TopicPartition(topic, partition))
        .collect(Collectors.toSet());
  }

  @Override
  public Set<String> stateStoreNames() {
    return Set.of();
  }

  @Override
  public Set<String> standbyStateStoreNames() {
    return Set.of();
  }

  @Override
  public String host() {
    return hostInfo.host();
  }

  @Override
  public int port() {
    return hostInfo.port();
  }
}
