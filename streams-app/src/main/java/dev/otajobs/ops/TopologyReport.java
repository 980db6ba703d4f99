package dev.otajobs.ops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.TopologyDescription;

/**
 * The topology as Kafka Streams describes it, and how many records this instance has read and
 * written at its sources and sinks: {@code /v1/topology}.
 */
public final class TopologyReport {

  private static final String GROUP = "stream-topic-metrics";
  private static final Set<String> TOTALS =
      Set.of("records-consumed-total", "records-produced-total");

  private final TopologyDescription description;
  private final Supplier<Map<MetricName, ? extends Metric>> metrics;
  private Map<String, Double> before = Map.of();
  private Map<String, Double> perSecond = Map.of();

  /**
   * @param metrics those of Kafka Streams as of now
   */
  public TopologyReport(
      TopologyDescription description, Supplier<Map<MetricName, ? extends Metric>> metrics) {
    this.description = description;
    this.metrics = metrics;
  }

  /** Ends a step of rates. To be called every {@link Recent#STEP}. */
  public synchronized void step() {
    Map<String, Double> now = totals();
    Map<String, Double> rates = new HashMap<>();
    now.forEach(
        (node, total) -> {
          double fewer = before.getOrDefault(node, total);
          // A task that moves away takes its count along.
          rates.put(node, Math.max(0, total - fewer) / Recent.STEP.toSeconds());
        });
    before = now;
    perSecond = rates;
  }

  private Map<String, Double> totals() {
    Map<String, Double> totals = new HashMap<>();
    metrics
        .get()
        .forEach(
            (name, metric) -> {
              String node = name.tags().get("processor-node-id");
              if (name.group().equals(GROUP) && TOTALS.contains(name.name()) && node != null) {
                totals.merge(node, ((Number) metric.metricValue()).doubleValue(), Double::sum);
              }
            });
    return totals;
  }

  /** One JSON object; docs/contract.md explains its members. */
  public synchronized String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode parts = json.putArray("SubTopologies");
    description.subtopologies().stream()
        .sorted(Comparator.comparing(TopologyDescription.Subtopology::id))
        .forEach(
            part -> {
              ObjectNode one = parts.addObject().put("Id", part.id());
              ArrayNode nodes = one.putArray("Nodes");
              part.nodes().forEach(node -> write(node, nodes.addObject()));
            });
    ArrayNode globals = json.putArray("GlobalStores");
    description
        .globalStores()
        .forEach(
            store -> {
              ObjectNode one = globals.addObject();
              texts(one.putArray("Stores"), store.processor().stores());
              texts(one.putArray("Topics"), topics(store.source()));
            });
    json.put("Description", description.toString());
    return json.toString();
  }

  private void write(TopologyDescription.Node node, ObjectNode json) {
    json.put("Name", node.name());
    if (node instanceof TopologyDescription.Source source) {
      json.put("Type", "source");
      texts(json.putArray("Topics"), topics(source));
    } else if (node instanceof TopologyDescription.Sink sink) {
      json.put("Type", "sink");
      texts(json.putArray("Topics"), sink.topic() == null ? Set.of() : Set.of(sink.topic()));
    } else if (node instanceof TopologyDescription.Processor processor) {
      json.put("Type", "processor");
      texts(json.putArray("Stores"), processor.stores());
    }
    ArrayNode successors = json.putArray("Successors");
    node.successors().forEach(next -> successors.add(next.name()));
    Double rate = perSecond.get(node.name());
    if (rate != null) {
      json.put("RecordsPerSecond", Math.round(rate * 10) / 10.0);
    }
  }

  private static Set<String> topics(TopologyDescription.Source source) {
    return source.topicSet() == null ? Set.of() : source.topicSet();
  }

  private static void texts(ArrayNode array, Set<String> texts) {
    new TreeSet<>(texts).forEach(array::add);
  }
}
