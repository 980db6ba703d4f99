package dev.otajobs.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All instances of the group, as each tells of itself: {@code /v1/cluster}.
 *
 * @param partitions of the service
 * @param self this instance
 * @param hosts all instances, as the group knows them
 * @param own what this instance tells of itself
 * @param remote asks another instance; empty if it is not alive
 */
public record Cluster(
    int partitions,
    HostInfo self,
    Supplier<? extends Collection<HostInfo>> hosts,
    KeptText own,
    Function<HostInfo, Optional<Future<Buffer>>> remote) {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

  /**
   * One JSON object; docs/contract.md explains its members. Instances that do not answer are in it.
   */
  public Future<Buffer> json() {
    List<Future<ObjectNode>> instances =
        Stream.concat(Stream.of(self), hosts.get().stream())
            .distinct()
            .sorted(Comparator.comparing(HostInfo::host).thenComparing(HostInfo::port))
            .map(this::instance)
            .toList();
    return Future.join(instances)
        .map(
            all -> {
              ObjectNode json = JsonNodeFactory.instance.objectNode();
              json.put("Partitions", partitions);
              ArrayNode list = json.putArray("Instances");
              instances.forEach(instance -> list.add(instance.result()));
              return Buffer.buffer(json.toString());
            });
  }

  private Future<ObjectNode> instance(HostInfo host) {
    boolean isSelf = host.equals(self);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("Host", host.host() + ":" + host.port());
    json.put("Self", isSelf);
    Future<Buffer> report =
        isSelf
            ? own.get()
            : remote.apply(host).orElseGet(() -> Future.failedFuture("it is not alive"));
    return report
        .map(text -> json.put("Alive", true).<ObjectNode>set("Status", parse(text)))
        .otherwise(
            failure -> {
              LOG.debug("an instance tells nothing of itself, peer={}", host, failure);
              return json.put("Alive", false);
            });
  }

  private static JsonNode parse(Buffer text) {
    try {
      return MAPPER.readTree(text.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }
}
