package dev.otajobs.peers;

import dev.otajobs.projection.IndexEntry;
import dev.otajobs.projection.IndexKey;
import dev.otajobs.query.index.IndexQuery;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.QueryStringEncoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The calls between instances for lists: the path and the parameters of the request, the header and
 * the text of the reply, which also has {@link PeerProtocol#ANSWER}.
 */
final class IndexProtocol {

  /** Lists a firmware's jobs of a partition. */
  static final String PATH = "/internal/index";

  /** The header with the number of all entries. */
  static final String TOTAL = "ota-total";

  private IndexProtocol() {}

  /**
   * A call to {@link #PATH}.
   *
   * @param timeout within which the caller needs the reply
   */
  record IndexCall(IndexQuery query, Duration timeout) {

    String uri() {
      QueryStringEncoder uri = new QueryStringEncoder(PATH);
      uri.addParam("account", query.accountId());
      uri.addParam("firmware", query.firmwareId());
      uri.addParam("partition", Integer.toString(query.partition()));
      uri.addParam("limit", Integer.toString(query.limit()));
      uri.addParam("from", Long.toString(query.times().from()));
      uri.addParam("to", Long.toString(query.times().to()));
      query
          .after()
          .ifPresent(
              after -> {
                uri.addParam("afterTime", Long.toString(after.utcCreate()));
                uri.addParam("afterJob", after.jobId());
              });
      uri.addParam("onlyDynamic", Boolean.toString(query.onlyDynamic()));
      uri.addParam("counted", Boolean.toString(query.counted()));
      uri.addParam("timeout", Long.toString(timeout.toMillis()));
      query.visible().forEach(instance -> uri.addParam("visible", instance));
      query.instance().ifPresent(instance -> uri.addParam("instance", instance));
      return uri.toString();
    }

    /**
     * Reads a URI.
     *
     * @throws IllegalArgumentException if a parameter is missing or malformed
     */
    static IndexCall parse(String uri) {
      Map<String, List<String>> parameters = new QueryStringDecoder(uri).parameters();
      return new IndexCall(
          new IndexQuery(
              PeerProtocol.required(parameters, "account"),
              PeerProtocol.required(parameters, "firmware"),
              new IndexQuery.Times(
                  Long.parseLong(PeerProtocol.required(parameters, "from")),
                  Long.parseLong(PeerProtocol.required(parameters, "to"))),
              PeerProtocol.optional(parameters, "afterTime")
                  .map(
                      time ->
                          new IndexQuery.After(
                              Long.parseLong(time), PeerProtocol.required(parameters, "afterJob"))),
              Set.copyOf(parameters.getOrDefault("visible", List.of())),
              PeerProtocol.optional(parameters, "instance"),
              Boolean.parseBoolean(PeerProtocol.required(parameters, "onlyDynamic")),
              Boolean.parseBoolean(PeerProtocol.required(parameters, "counted")),
              Integer.parseInt(
                  PeerProtocol.matching(
                      PeerProtocol.PARTITION, PeerProtocol.required(parameters, "partition"))),
              Integer.parseInt(
                  PeerProtocol.matching(
                      PeerProtocol.PARTITION, PeerProtocol.required(parameters, "limit")))),
          PeerProtocol.millis(PeerProtocol.required(parameters, "timeout")));
    }
  }

  /** The entries of a reply: a line for each, {@code time kind instance jobId}. */
  static String entriesText(List<IndexEntry> entries) {
    StringBuilder text = new StringBuilder();
    for (IndexEntry entry : entries) {
      text.append(entry.key().utcCreate())
          .append(entry.isDynamic() ? " D " : " S ")
          .append(entry.iotInstanceId().orElse(""))
          .append(' ')
          .append(entry.key().jobId())
          .append('\n');
    }
    return text.toString();
  }

  /**
   * Reads {@link #entriesText}.
   *
   * @throws IllegalArgumentException if a line is malformed
   */
  static List<IndexEntry> entries(IndexQuery query, String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split("\n", -1))
            .filter(line -> !line.isEmpty())
            .map(line -> entry(query, line))
            .toList();
  }

  private static IndexEntry entry(IndexQuery query, String line) {
    String[] parts = line.split(" ", 4);
    if (parts.length < 4) {
      throw new IllegalArgumentException("not an entry of the index");
    }
    return new IndexEntry(
        new IndexKey(query.accountId(), query.firmwareId(), Long.parseLong(parts[0]), parts[3]),
        parts[1].equals("D"),
        Optional.of(parts[2]).filter(instance -> !instance.isEmpty()));
  }
}
