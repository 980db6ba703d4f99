package dev.otajobs.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Small requests to servers on this machine that may not be up yet. */
final class Http {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /** What came back; status 0 and the reason when nobody answered. */
  record Reply(int status, String body) {
    boolean ok() {
      return status == 200;
    }
  }

  Reply get(URI uri) {
    return send(HttpRequest.newBuilder(uri).GET());
  }

  Reply putJson(URI uri, String json) {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  private Reply send(HttpRequest.Builder request) {
    try {
      var response = client.send(request.timeout(REQUEST_TIMEOUT).build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body());
    } catch (IOException e) {
      return new Reply(0, String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted while waiting for a reply.", e);
    }
  }
}
