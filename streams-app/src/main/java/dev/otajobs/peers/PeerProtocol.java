package dev.otajobs.peers;

import dev.otajobs.auth.accounts.AccessKeyId;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobQuery;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.QueryStringEncoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The calls between instances: paths and parameters of requests, headers and texts of replies. All
 * requests are {@code GET} without a body.
 */
final class PeerProtocol {

  /** Whether the instance is alive; the reply is {@link #usageText}. */
  static final String HEARTBEAT = "/internal/heartbeat";

  /** What the instance tells of itself, in JSON, for people. */
  static final String REPORT = "/internal/report";

  /** The job of a {@link JobQuery}; the reply has {@link #ANSWER}. */
  static final String JOBS = "/internal/jobs";

  /** Uses a nonce at one of its homes; the reply is the name of a {@code NonceMemory.Use}. */
  static final String NONCES = "/internal/nonces";

  /**
   * The header with the kind of answer, which counts instead of the status: a 404 of whoever
   * listens at a former peer's address must not be taken for "absent".
   */
  static final String ANSWER = "ota-answer";

  static final String FOUND = "found";
  static final String ABSENT = "absent";
  static final String NOT_YET = "not-yet";
  static final String UNAVAILABLE = "unavailable";

  /** Unavailable because the partition is moving to another instance. */
  static final String MOVING = "moving";

  /** The header with the age of a job that was found, in milliseconds; missing if up to date. */
  static final String STALENESS = "ota-staleness-ms";

  private static final int MAX_ACCOUNTS = 10_000;
  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,9}");
  static final Pattern PARTITION = Pattern.compile("[0-9]{1,6}");
  private static final Pattern CALLS = Pattern.compile("[0-9]{1,8}");
  private static final Pattern AT_MOST = Pattern.compile("[0-9]{1,10}");

  /**
   * A call to {@link #JOBS}.
   *
   * @param timeout within which the caller needs the reply
   */
  record JobCall(JobQuery query, Duration timeout) {

    String uri() {
      QueryStringEncoder uri = new QueryStringEncoder(JOBS);
      uri.addParam("key", query.key().text());
      uri.addParam("partition", Integer.toString(query.partition()));
      uri.addParam("timeout", Long.toString(timeout.toMillis()));
      query.consistency().atLeast().ifPresent(atLeast -> uri.addParam("atLeast", atLeast.text()));
      query
          .consistency()
          .maxStaleness()
          .ifPresent(bound -> uri.addParam("maxStaleness", Long.toString(bound.toMillis())));
      if (query.consistency().complete()) {
        uri.addParam("complete", "true");
      }
      return uri.toString();
    }

    /**
     * Reads a URI.
     *
     * @throws IllegalArgumentException if a parameter is missing or malformed
     */
    static JobCall parse(String uri) {
      Map<String, List<String>> parameters = new QueryStringDecoder(uri).parameters();
      return new JobCall(
          new JobQuery(
              JobKey.parse(required(parameters, "key")),
              Integer.parseInt(matching(PARTITION, required(parameters, "partition"))),
              new Consistency(
                  optional(parameters, "atLeast").map(Revision::parse),
                  optional(parameters, "maxStaleness").map(PeerProtocol::millis),
                  optional(parameters, "complete").isPresent())),
          millis(required(parameters, "timeout")));
    }
  }

  /**
   * A call to {@link #NONCES}.
   *
   * @param atMost how many nonces of the key may be remembered
   */
  record NonceCall(AccessKeyId key, String nonce, int atMost) {

    String uri() {
      QueryStringEncoder uri = new QueryStringEncoder(NONCES);
      uri.addParam("key", key.value());
      uri.addParam("nonce", nonce);
      uri.addParam("atMost", Integer.toString(atMost));
      return uri.toString();
    }

    /**
     * Reads a URI.
     *
     * @throws IllegalArgumentException if a parameter is missing or malformed
     */
    static NonceCall parse(String uri) {
      Map<String, List<String>> parameters = new QueryStringDecoder(uri).parameters();
      return new NonceCall(
          new AccessKeyId(required(parameters, "key")),
          required(parameters, "nonce"),
          Integer.parseInt(matching(AT_MOST, required(parameters, "atMost"))));
    }
  }

  private PeerProtocol() {}

  /**
   * The calls that were admitted within the last second, by quota: a line for each, {@code quota
   * calls}. At most 10,000 quotas.
   */
  static String usageText(Map<String, Integer> usage) {
    return usage.entrySet().stream()
        .limit(MAX_ACCOUNTS)
        .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /** Reads {@link #usageText}; skips malformed lines. */
  static Map<String, Integer> usage(String text) {
    Map<String, Integer> usage = new HashMap<>();
    text.lines()
        .limit(MAX_ACCOUNTS)
        .map(line -> line.split(" ", -1))
        .filter(parts -> parts.length == 2 && CALLS.matcher(parts[1]).matches())
        .forEach(parts -> usage.put(parts[0], Integer.valueOf(parts[1])));
    return Map.copyOf(usage);
  }

  /**
   * Reads a number of milliseconds, 0 to 999,999,999.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(matching(MILLIS, text)));
  }

  static String matching(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException("expected " + pattern + ", not " + text);
    }
    return text;
  }

  static Optional<String> optional(Map<String, List<String>> parameters, String name) {
    return Optional.ofNullable(parameters.get(name)).map(values -> values.get(0));
  }

  static String required(Map<String, List<String>> parameters, String name) {
    return optional(parameters, name)
        .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
  }
}
