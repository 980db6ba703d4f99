package dev.otajobs.serde.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.otajobs.serde.registry.RegistryReply.Trouble;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Asks the registries in turn, starting with the one that answered last, until one gives a usable
 * answer: every address once a round, as many rounds as {@link Retries} allow. Safe for threads.
 */
final class RegistryHttp {

  static final int MAX_REPLY_BYTES = 4 * 1024 * 1024;
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  private final RegistryConfig config;
  private final HttpClient http;
  private final ObjectMapper json = new ObjectMapper();
  private final AtomicInteger preferred = new AtomicInteger();

  RegistryHttp(RegistryConfig config) {
    this.config = config;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            // Some registries and proxies in front of them fail on the upgrade to HTTP/2.
            .version(HttpClient.Version.HTTP_1_1)
            // A redirect could carry the credentials to another host.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(config.connectTimeout());
    config.tls().ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  RegistryReply get(String path) {
    return ask(path, Optional.empty());
  }

  RegistryReply post(String path, JsonNode body) {
    return ask(path, Optional.of(body.toString()));
  }

  /** Starts the next request at the next address: it may know what this one does not. */
  void preferNext() {
    preferred.incrementAndGet();
  }

  private RegistryReply ask(String path, Optional<String> body) {
    Map<RegistryEndpoint, Trouble> troubles = new LinkedHashMap<>();
    for (int round = 0; round <= config.retries().max(); round++) {
      if (round > 0) {
        config.retries().pause(round);
      }
      int first = preferred.get();
      for (int i = 0; i < config.endpoints().size(); i++) {
        RegistryEndpoint endpoint = endpoint(first + i);
        RegistryReply reply = exchange(endpoint, path, body);
        if (!(reply instanceof Trouble trouble)) {
          preferred.compareAndSet(first, first + i);
          return reply;
        }
        troubles.put(endpoint, trouble);
      }
      if (troubles.values().stream().noneMatch(Trouble::again)) {
        break;
      }
    }
    throw new RegistryUnavailableException(summary(troubles));
  }

  private RegistryEndpoint endpoint(int index) {
    return config.endpoints().get(Math.floorMod(index, config.endpoints().size()));
  }

  private RegistryReply exchange(RegistryEndpoint endpoint, String path, Optional<String> body) {
    CompletableFuture<HttpResponse<byte[]>> sent =
        http.sendAsync(request(endpoint, path, body), info -> new BoundedBody(MAX_REPLY_BYTES));
    try {
      // The request's own time-out would end with the headers; this one bounds the body too.
      HttpResponse<byte[]> reply = sent.get(config.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
      return RegistryReply.of(reply.statusCode(), parsed(reply.body()));
    } catch (TimeoutException e) {
      return new Trouble("no answer within " + config.readTimeout().toMillis() + " ms", true);
    } catch (ExecutionException e) {
      return new Trouble(reason(e.getCause() == null ? e : e.getCause()), true);
    } catch (InterruptedException e) {
      throw new InterruptException("Interrupted while asking the schema registry", e);
    } finally {
      sent.cancel(true);
    }
  }

  private static HttpRequest request(
      RegistryEndpoint endpoint, String path, Optional<String> body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(endpoint.resolve(path)).header("Accept", MEDIA_TYPE);
    endpoint.authorization().ifPresent(value -> builder.header("Authorization", value.value()));
    body.ifPresent(
        text -> builder.header("Content-Type", MEDIA_TYPE).POST(BodyPublishers.ofString(text)));
    return builder.build();
  }

  private JsonNode parsed(byte[] body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    } catch (IOException e) {
      throw new IllegalStateException("an array in memory cannot fail to be read", e);
    }
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  private static String summary(Map<RegistryEndpoint, Trouble> troubles) {
    StringBuilder text = new StringBuilder("No schema registry can be asked");
    troubles.forEach(
        (endpoint, trouble) ->
            text.append("; ").append(endpoint).append(": ").append(trouble.reason()));
    return text.toString();
  }
}
