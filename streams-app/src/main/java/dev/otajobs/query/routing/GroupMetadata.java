package dev.otajobs.query.routing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances of this application and the partitions of each, as Kafka Streams last reported
 * them. Thread-safe.
 */
public final class GroupMetadata {

  private static final Logger LOG = LoggerFactory.getLogger(GroupMetadata.class);

  private final Supplier<Collection<StreamsMetadata>> members;
  private final HostInfo self;
  private final String events;
  private final int partitions;
  private volatile PartitionAssignment assignment;

  /**
   * @param members the group's members as of now; empty if they are not known
   * @param self this instance: the only one until the members are known
   * @param events the topic whose partitions are assigned
   */
  public GroupMetadata(
      Supplier<Collection<StreamsMetadata>> members, HostInfo self, String events, int partitions) {
    this.members = members;
    this.self = self;
    this.events = events;
    this.partitions = partitions;
    this.assignment = PartitionAssignment.only(self, partitions);
  }

  /** Reads the members from this Kafka Streams client. */
  public static GroupMetadata of(
      KafkaStreams streams, HostInfo self, String events, int partitions) {
    return new GroupMetadata(() -> members(streams), self, events, partitions);
  }

  private static Collection<StreamsMetadata> members(KafkaStreams streams) {
    try {
      return streams.metadataForAllStreamsClients();
    } catch (StreamsException | IllegalStateException e) {
      LOG.debug("the group's members are not known: Kafka Streams is not running", e);
      return List.of();
    }
  }

  /** Reads the members again. Called several times a second; does not block. */
  public void refresh() {
    PartitionAssignment now = PartitionAssignment.of(members.get(), events, partitions);
    if (!now.hosts().isEmpty()) {
      assignment = now;
    }
  }

  /** The instance that owns the partition; empty while none does. */
  Optional<HostInfo> owner(int partition) {
    return assignment.owners().get(partition);
  }

  /** The instances that hold the partition: its owner first, then its standbys. */
  List<HostInfo> replicas(int partition) {
    return assignment.replicas().get(partition);
  }

  /** This instance. */
  public HostInfo self() {
    return self;
  }

  /** All instances, this one included. */
  public Set<HostInfo> hosts() {
    return assignment.hosts();
  }
}
