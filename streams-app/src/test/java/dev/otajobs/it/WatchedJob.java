package dev.otajobs.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads server-sent events as a browser's EventSource does. */
final class WatchedJob implements AutoCloseable {

  /** An event; times are those of {@link System#nanoTime}. */
  record Event(String kind, String id, JsonNode data, long receivedAt) {}

  private final HttpResponse<InputStream> reply;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  private WatchedJob(HttpResponse<InputStream> reply) {
    this.reply = reply;
    Thread reader = new Thread(this::read, "watch");
    reader.setDaemon(true);
    reader.start();
  }

  static WatchedJob at(TestService instance, String jobId, String... headers) throws Exception {
    return of(instance, "/v1/jobs/" + jobId + "/watch", headers);
  }

  /** Those of a list. */
  static WatchedJob ofList(TestService instance, String query) throws Exception {
    return of(instance, "/v1/jobs/watch?" + query);
  }

  private static WatchedJob of(TestService instance, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(instance.address() + path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return new WatchedJob(
        HttpClient.newHttpClient()
            .send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
  }

  int status() {
    return reply.statusCode();
  }

  /** The next event; null if there is none for so long. */
  Event next(long seconds) throws InterruptedException {
    return events.poll(seconds, TimeUnit.SECONDS);
  }

  private void read() {
    String kind = "";
    String id = "";
    String data = "";
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(reply.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          if (!data.isEmpty()) {
            events.add(new Event(kind, id, new ObjectMapper().readTree(data), System.nanoTime()));
          }
          kind = "";
          data = "";
        } else if (line.startsWith("event: ")) {
          kind = line.substring(7);
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      events.add(new Event("broken", "", MissingNode.getInstance(), System.nanoTime()));
    }
  }

  @Override
  public void close() throws IOException {
    reply.body().close();
  }
}
