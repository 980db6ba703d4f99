package dev.otajobs.query.routing;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The group of instances, as Kafka Streams last knew it. Thread-safe. */
public final class Group {

  private static final Logger LOG = LoggerFactory.getLogger(Group.class);

  private final Supplier<Collection<StreamsMetadata>> members;
  private final HostInfo self;
  private final String events;
  private final int partitions;
  private volatile PartitionTable table;

  /**
   * @param members as of now; none if nobody can say
   * @param self this instance, until there are members
   * @param events the topic whose partitions are held
   */
  public Group(
      Supplier<Collection<StreamsMetadata>> members, HostInfo self, String events, int partitions) {
    this.members = members;
    this.self = self;
    this.events = events;
    this.partitions = partitions;
    this.table = PartitionTable.only(self, partitions);
  }

  /** The group that this instance is in, as its Kafka Streams knows it. */
  public static Group of(KafkaStreams streams, HostInfo self, String events, int partitions) {
    return new Group(() -> members(streams), self, events, partitions);
  }

  private static Collection<StreamsMetadata> members(KafkaStreams streams) {
    try {
      return streams.metadataForAllStreamsClients();
    } catch (StreamsException | IllegalStateException e) {
      LOG.debug("the group is not known while Kafka Streams does not run", e);
      return List.of();
    }
  }

  /** Asks again; to be called several times a second. Does not block. */
  public void refresh() {
    PartitionTable now = PartitionTable.of(members.get(), events, partitions);
    if (!now.hosts().isEmpty()) {
      table = now;
    }
  }

  /** Those who hold the partition: its owner first. */
  List<HostInfo> replicas(int partition) {
    return table.replicas().get(partition);
  }

  /** This instance. */
  public HostInfo self() {
    return self;
  }

  /** All instances, this one too. */
  public Set<HostInfo> hosts() {
    return table.hosts();
  }
}
