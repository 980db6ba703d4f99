package dev.otajobs.query.routing;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * The assignment of partitions to instances, as of the group's last rebalance.
 *
 * @param replicas by partition: the owner, if there is one, then its standbys
 * @param hosts all instances of the group
 */
record PartitionAssignment(List<List<HostInfo>> replicas, Set<HostInfo> hosts) {

  PartitionAssignment {
    replicas = replicas.stream().map(List::copyOf).toList();
    hosts = Set.copyOf(hosts);
  }

  /** The assignment of a group with one instance, which owns every partition. */
  static PartitionAssignment only(HostInfo self, int partitions) {
    return new PartitionAssignment(
        IntStream.range(0, partitions).mapToObj(p -> List.of(self)).toList(), Set.of(self));
  }

  /** Reads the assignment of the topic's partitions from Kafka Streams' metadata. */
  static PartitionAssignment of(Collection<StreamsMetadata> members, String topic, int partitions) {
    List<List<HostInfo>> replicas =
        IntStream.range(0, partitions)
            .mapToObj(p -> replicas(members, new TopicPartition(topic, p)))
            .toList();
    Set<HostInfo> hosts = new HashSet<>();
    members.forEach(member -> hosts.add(member.hostInfo()));
    return new PartitionAssignment(replicas, hosts);
  }

  private static List<HostInfo> replicas(
      Collection<StreamsMetadata> members, TopicPartition partition) {
    Stream<StreamsMetadata> owner =
        members.stream().filter(member -> member.topicPartitions().contains(partition));
    Stream<StreamsMetadata> standbys =
        members.stream().filter(member -> member.standbyTopicPartitions().contains(partition));
    return Stream.concat(owner, standbys).map(StreamsMetadata::hostInfo).toList();
  }
}
