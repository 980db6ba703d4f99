package dev.otajobs.query.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * The assignment of partitions to instances, as of the group's last rebalance.
 *
 * @param owners by partition; empty while it has none
 * @param replicas by partition: the owner, if there is one, then its standbys
 * @param hosts all instances of the group
 */
record PartitionAssignment(
    List<Optional<HostInfo>> owners, List<List<HostInfo>> replicas, Set<HostInfo> hosts) {

  PartitionAssignment {
    owners = List.copyOf(owners);
    replicas = replicas.stream().map(List::copyOf).toList();
    hosts = Set.copyOf(hosts);
  }

  /** The assignment of a group with one instance, which owns every partition. */
  static PartitionAssignment only(HostInfo self, int partitions) {
    return new PartitionAssignment(
        Collections.nCopies(partitions, Optional.of(self)),
        Collections.nCopies(partitions, List.of(self)),
        Set.of(self));
  }

  /** Reads the assignment of the topic's partitions from Kafka Streams' metadata. */
  static PartitionAssignment of(Collection<StreamsMetadata> members, String topic, int partitions) {
    List<Optional<HostInfo>> owners = new ArrayList<>();
    List<List<HostInfo>> replicas = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      TopicPartition partition = new TopicPartition(topic, p);
      List<HostInfo> owning = hosts(members, m -> m.topicPartitions().contains(partition));
      List<HostInfo> standing = hosts(members, m -> m.standbyTopicPartitions().contains(partition));
      owners.add(owning.stream().findFirst());
      replicas.add(Stream.concat(owning.stream(), standing.stream()).toList());
    }
    return new PartitionAssignment(owners, replicas, Set.copyOf(hosts(members, member -> true)));
  }

  private static List<HostInfo> hosts(
      Collection<StreamsMetadata> members, Predicate<StreamsMetadata> which) {
    return members.stream().filter(which).map(StreamsMetadata::hostInfo).toList();
  }
}
