package dev.otajobs.faults.supervise;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks an instance's probes and metrics. */
public final class OpsClient {

  private static final Pattern PARTITION = Pattern.compile("\"partition\" : ([0-9]+),\\s*\"role\"");

  private static final Duration PROBE = Duration.ofSeconds(3);

  /** A scrape has thousands of lines, and the machine may be busy. */
  private static final Duration SCRAPE = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  private final int port;

  OpsClient(int port) {
    this.port = port;
  }

  public boolean isReady() {
    return status("/ready") == 200;
  }

  public boolean isLive() {
    return status("/live") == 200;
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
    String text = text("/metrics");
    double[] values =
        text.lines()
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

  /** The status of a GET; 0 if there was no reply. */
  public int status(String path) {
    try {
      return http.send(request(path, PROBE), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** What a path says; empty if the instance does not answer, be it because it is not there. */
  private String text(String path) {
    try {
      return http.send(request(path, SCRAPE), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private HttpRequest request(String path, Duration timeout) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(timeout)
        .build();
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }
}
