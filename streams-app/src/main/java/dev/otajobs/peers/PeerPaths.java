package dev.otajobs.peers;

import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobQuery;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.QueryStringEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is asked of a peer, as a URI: all of it, since the URI is what a call proves. */
final class PeerPaths {

  static final String BEAT = "/internal/beat";
  static final String JOBS = "/internal/jobs";
  static final String NONCES = "/internal/nonces";

  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,9}");
  private static final Pattern PARTITION = Pattern.compile("[0-9]{1,6}");

  private PeerPaths() {}

  static String ofQuery(JobQuery query, Duration patience) {
    QueryStringEncoder uri = new QueryStringEncoder(JOBS);
    uri.addParam("key", query.key().text());
    uri.addParam("partition", Integer.toString(query.partition()));
    uri.addParam("patience", Long.toString(patience.toMillis()));
    query.consistency().atLeast().ifPresent(atLeast -> uri.addParam("atLeast", atLeast.text()));
    query
        .consistency()
        .maxStaleness()
        .ifPresent(bound -> uri.addParam("maxStaleness", Long.toString(bound.toMillis())));
    return uri.toString();
  }

  /**
   * The query that a URI asks.
   *
   * @throws IllegalArgumentException if it is none
   */
  static JobQuery query(String uri) {
    Map<String, List<String>> parameters = new QueryStringDecoder(uri).parameters();
    return new JobQuery(
        JobKey.parse(single(parameters, "key")),
        partition(single(parameters, "partition")),
        new Consistency(
            optional(parameters, "atLeast").map(Revision::parse),
            optional(parameters, "maxStaleness").map(PeerPaths::millis)));
  }

  /** How long the asker waits. */
  static Duration patience(String uri) {
    return millis(single(new QueryStringDecoder(uri).parameters(), "patience"));
  }

  static Optional<String> optional(Map<String, List<String>> parameters, String name) {
    return Optional.ofNullable(parameters.get(name)).map(values -> values.get(0));
  }

  static String single(Map<String, List<String>> parameters, String name) {
    return optional(parameters, name)
        .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
  }

  private static int partition(String text) {
    if (!PARTITION.matcher(text).matches()) {
      throw new IllegalArgumentException("no partition: " + text);
    }
    return Integer.parseInt(text);
  }

  /** As callers may name them: at most 999,999,999. */
  static Duration millis(String text) {
    if (!MILLIS.matcher(text).matches()) {
      throw new IllegalArgumentException("no milliseconds: " + text);
    }
    return Duration.ofMillis(Long.parseLong(text));
  }
}
