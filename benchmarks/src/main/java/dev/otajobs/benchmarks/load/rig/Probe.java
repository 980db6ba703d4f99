package dev.otajobs.benchmarks.load.rig;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Single questions to a server on 127.0.0.1. */
public final class Probe {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  private final int port;

  public Probe(int port) {
    this.port = port;
  }

  /** The path and query of QueryOTAJob, unsigned. */
  public static String query(String jobId) {
    return "/?Action=QueryOTAJob&Version=2018-01-20&Format=JSON&JobId=" + jobId;
  }

  public boolean isReady() {
    return get("/ready").filter(reply -> reply.statusCode() == 200).isPresent();
  }

  /** Whether the job is found. */
  public boolean finds(String jobId) {
    return get(query(jobId)).filter(Probe::isSuccess).isPresent();
  }

  /** The sum of a metric over its tags; 0 if there is none, or no reply. */
  public double metric(String name) {
    return get("/metrics")
        .map(HttpResponse::body)
        .orElse("")
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** The reply to a GET; empty if there is none. */
  public Optional<HttpResponse<String>> get(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return Optional.of(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static boolean isSuccess(HttpResponse<String> reply) {
    return reply.statusCode() == 200 && reply.body().contains("\"Success\":true");
  }
}
