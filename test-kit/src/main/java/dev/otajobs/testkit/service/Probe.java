package dev.otajobs.testkit.service;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Single questions to a server on this machine, which may be away. */
public final class Probe {

  private static final Pattern PARTITION = Pattern.compile("\"partition\" : ([0-9]+),\\s*\"role\"");

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A scrape has thousands of lines, and the machine may be busy. */
  private static final Duration SCRAPE = Duration.ofSeconds(20);

  private final String address;
  private final HttpClient http;

  /** Of a server at this port of 127.0.0.1, by HTTP. */
  public Probe(int port) {
    this(
        "http://127.0.0.1:" + port,
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build());
  }

  /**
   * Of a server that this client can speak with.
   *
   * @param address scheme, host and port
   */
  public Probe(String address, HttpClient http) {
    this.address = address;
    this.http = http;
  }

  /** The path and query of QueryOTAJob in JSON, unsigned. */
  public static String query(String jobId) {
    return "/?Action=QueryOTAJob&Version=2018-01-20&Format=JSON&JobId="
        + URLEncoder.encode(jobId, StandardCharsets.UTF_8);
  }

  public boolean isReady() {
    return status("/ready") == 200;
  }

  public boolean isLive() {
    return status("/live") == 200;
  }

  /** Whether QueryOTAJob finds the job. */
  public boolean finds(String jobId) {
    return get(query(jobId))
        .filter(reply -> reply.statusCode() == 200)
        .filter(reply -> reply.body().contains("\"Success\":true"))
        .isPresent();
  }

  /** The status of a GET; 0 if there was no reply. */
  public int status(String path) {
    return get(path).map(HttpResponse::statusCode).orElse(0);
  }

  /** The sum of a metric over its tags; empty if there is none, or no reply. */
  public OptionalDouble metric(String name) {
    return metric(name, "");
  }

  /**
   * The sum of a metric over those of its series whose tags contain this text, such as {@code
   * reason="UNDECODABLE"}.
   */
  public OptionalDouble metric(String name, String tags) {
    double[] values =
        text("/metrics")
            .lines()
            .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
            .filter(line -> line.contains(tags))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .toArray();
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Arrays.stream(values).sum());
  }

  /** The tasks, {@code 0_PARTITION}, whose stores are open here, as owner or as standby. */
  public Set<String> tasks() {
    // Metrics would not do: they keep those of tasks that have moved for a while.
    Matcher copy = PARTITION.matcher(text("/status"));
    Set<String> tasks = new TreeSet<>();
    while (copy.find()) {
      tasks.add("0_" + copy.group(1));
    }
    return tasks;
  }

  /**
   * The reply to a GET; empty if there is none within 5 seconds.
   *
   * @param headers names and values in turn
   */
  public Optional<HttpResponse<String>> get(String path, String... headers) {
    return get(path, PATIENCE, headers);
  }

  private Optional<HttpResponse<String>> get(String path, Duration patience, String... headers) {
    try {
      return Optional.of(send(path, patience, headers));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The reply to a GET.
   *
   * @param headers names and values in turn
   * @throws IOException if there is no reply for so long, or the connection breaks
   */
  public HttpResponse<String> send(String path, Duration patience, String... headers)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(patience);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private String text(String path) {
    return get(path, SCRAPE).map(HttpResponse::body).orElse("");
  }
}
