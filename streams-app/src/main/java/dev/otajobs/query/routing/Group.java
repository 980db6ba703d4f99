package dev.otajobs.query.routing;

import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;

/** The group of instances, as Kafka Streams last knew it. Thread-safe. */
public final class Group {

  private final KafkaStreams streams;
  private final HostInfo self;
  private final String events;
  private final int partitions;
  private volatile PartitionTable table;

  /**
   * @param self this instance, until Kafka Streams says more
   * @param events the topic whose partitions are held
   */
  public Group(KafkaStreams streams, HostInfo self, String events, int partitions) {
    this.streams = streams;
    this.self = self;
    this.events = events;
    this.partitions = partitions;
    this.table = PartitionTable.only(self, partitions);
  }

  /** Asks Kafka Streams again; to be called several times a second. Does not block. */
  public void refresh() {
    KafkaStreams.State state = streams.state();
    if (state == KafkaStreams.State.RUNNING || state == KafkaStreams.State.REBALANCING) {
      PartitionTable now =
          PartitionTable.of(streams.metadataForAllStreamsClients(), events, partitions);
      if (!now.hosts().isEmpty()) {
        table = now;
      }
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
