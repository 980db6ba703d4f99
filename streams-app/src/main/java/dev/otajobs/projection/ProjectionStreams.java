package dev.otajobs.projection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/**
 * Kafka Streams without its gauges of the stores. They read properties of RocksDB, also while the
 * stream thread closes it, and a read that meets the close ends the process (KAFKA-10025). {@link
 * RocksDbMemory#usedBytes} has the figure that is asked for most.
 */
public final class ProjectionStreams extends KafkaStreams {

  private static final String STORES = "stream-state-metrics";

  public ProjectionStreams(Topology topology, Properties settings, KafkaClientSupplier clients) {
    super(topology, settings, clients);
  }

  @Override
  public Map<MetricName, ? extends Metric> metrics() {
    Map<MetricName, Metric> others = new LinkedHashMap<>();
    super.metrics()
        .forEach(
            (name, metric) -> {
              if (!name.group().equals(STORES)) {
                others.put(name, metric);
              }
            });
    return Collections.unmodifiableMap(others);
  }
}
