package dev.otajobs.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls of the resource API with the account's token. */
final class TokenCalls {

  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenCalls() {}

  static HttpResponse<String> get(TestService service, String path) {
    return service.get(path, "Authorization", "Bearer " + AccountsFixture.TOKEN);
  }

  /** Sends a call whose body is JSON. */
  static HttpResponse<String> send(TestService service, String method, String path, String body)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(service.address() + path))
                .header("Authorization", "Bearer " + AccountsFixture.TOKEN)
                .header("Content-Type", "Application/JSON; charset=utf-8")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** Puts a package. */
  static HttpResponse<String> put(TestService service, String firmwareId, String body)
      throws IOException, InterruptedException {
    return send(service, "PUT", "/v1/packages/" + firmwareId, body);
  }

  static JsonNode json(HttpResponse<String> reply) throws IOException {
    return json(reply.body());
  }

  static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }
}
