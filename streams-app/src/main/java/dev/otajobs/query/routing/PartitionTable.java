package dev.otajobs.query.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Who holds which partition, as the group last agreed.
 *
 * @param replicas by partition: the owner, if there is one, then its standbys
 * @param hosts all instances of the group
 */
record PartitionTable(List<List<HostInfo>> replicas, Set<HostInfo> hosts) {

  PartitionTable {
    replicas = replicas.stream().map(List::copyOf).toList();
    hosts = Set.copyOf(hosts);
  }

  /** One instance holds everything. */
  static PartitionTable only(HostInfo self, int partitions) {
    return new PartitionTable(
        IntStream.range(0, partitions).mapToObj(p -> List.of(self)).toList(), Set.of(self));
  }

  /** What Kafka Streams says of the group. */
  static PartitionTable of(Collection<StreamsMetadata> members, String events, int partitions) {
    List<List<HostInfo>> replicas = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      TopicPartition source = new TopicPartition(events, partition);
      List<HostInfo> holders = new ArrayList<>();
      members.stream()
          .filter(member -> member.topicPartitions().contains(source))
          .forEach(owner -> holders.add(owner.hostInfo()));
      members.stream()
          .filter(member -> member.standbyTopicPartitions().contains(source))
          .forEach(standby -> holders.add(standby.hostInfo()));
      replicas.add(holders);
    }
    Set<HostInfo> hosts = new HashSet<>();
    members.forEach(member -> hosts.add(member.hostInfo()));
    return new PartitionTable(replicas, hosts);
  }
}
