package dev.otajobs.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads jobs from any of several instances. One that does not answer, or cannot now, is passed over
 * once for each question. Safe for several threads.
 */
public final class OtaJobReader {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final HttpClient http;
  private final List<URI> instances;
  private final Optional<String> bearerToken;
  private final Duration timeout;
  private final AtomicInteger next = new AtomicInteger();

  private OtaJobReader(
      HttpClient http, List<URI> instances, Optional<String> bearerToken, Duration timeout) {
    this.http = http;
    this.instances = List.copyOf(instances);
    this.bearerToken = bearerToken;
    this.timeout = timeout;
  }

  /**
   * A reader without a token, for services that take unsigned calls.
   *
   * @param instances the addresses, such as {@code http://127.0.0.1:8080}; at least one
   * @throws IllegalArgumentException if there is none, or one has no scheme and host, or has more
   *     than that and a port
   */
  public static OtaJobReader of(List<URI> instances) {
    if (instances.isEmpty()) {
      throw new IllegalArgumentException("a reader needs the address of an instance");
    }
    instances.forEach(OtaJobReader::check);
    HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    return new OtaJobReader(http, instances, Optional.empty(), Duration.ofSeconds(5));
  }

  private static void check(URI instance) {
    boolean http = "http".equals(instance.getScheme()) || "https".equals(instance.getScheme());
    String path = instance.getPath();
    boolean bare =
        (path == null || path.isEmpty() || path.equals("/"))
            && instance.getQuery() == null
            && instance.getFragment() == null
            && instance.getUserInfo() == null;
    if (!http || instance.getHost() == null || !bare) {
      throw new IllegalArgumentException(
          "expected an instance as http://host:port or https://host:port, not " + instance);
    }
  }

  /** The same with an account's bearer token. */
  public OtaJobReader withToken(String token) {
    return new OtaJobReader(http, instances, Optional.of(token), timeout);
  }

  /** The same with a client of the caller's, for certificates of its own and the like. */
  public OtaJobReader with(HttpClient client) {
    return new OtaJobReader(client, instances, bearerToken, timeout);
  }

  /** The same with another time for one attempt; 5 s by default. */
  public OtaJobReader within(Duration time) {
    return new OtaJobReader(http, instances, bearerToken, time);
  }

  /**
   * The job as the service has it.
   *
   * @throws RefusedException if the service refuses the question
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public JobReply find(String jobId) throws InterruptedException {
    return find(jobId, Optional.empty());
  }

  /**
   * The job with everything that the token stands for: the place of the caller's own event, or an
   * earlier answer.
   *
   * @throws RefusedException if the service refuses the question
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public JobReply find(String jobId, Token atLeast) throws InterruptedException {
    return find(jobId, Optional.of(atLeast));
  }

  private JobReply find(String jobId, Optional<Token> atLeast) throws InterruptedException {
    int first = next.getAndIncrement();
    JobReply reply = new JobReply.Unavailable("nobody was asked");
    for (int i = 0; i < instances.size() && reply instanceof JobReply.Unavailable; i++) {
      URI instance = instances.get(Math.floorMod(first + i, instances.size()));
      reply = ask(instance, jobId, atLeast);
    }
    return reply;
  }

  private JobReply ask(URI instance, String jobId, Optional<Token> atLeast)
      throws InterruptedException {
    // A path has no plus for a space.
    String id = URLEncoder.encode(jobId, StandardCharsets.UTF_8).replace("+", "%20");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(instance.resolve("/v1/jobs/" + id))
            .header("Accept", "application/json")
            .timeout(timeout);
    atLeast.ifPresent(token -> request.header("Ota-At-Least", token.text()));
    bearerToken.ifPresent(token -> request.header("Authorization", "Bearer " + token));
    try {
      return reply(http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      return new JobReply.Unavailable(instance + " does not answer: " + e);
    }
  }

  private static JobReply reply(HttpResponse<String> reply) throws JsonProcessingException {
    return switch (reply.statusCode()) {
      case 200 ->
          new JobReply.Found(
              JSON.readTree(reply.body()),
              Token.ofEntityTag(reply.headers().firstValue("ETag").orElse("")),
              reply
                  .headers()
                  .firstValue("Ota-Staleness-Ms")
                  .map(millis -> Duration.ofMillis(Long.parseLong(millis))));
      case 404 -> {
        // Somebody else's "not found" must not deny a job.
        yield isOurs(reply)
            ? new JobReply.Absent()
            : new JobReply.Unavailable("404, but not by OTA Jobs: " + reply.body());
      }
      case 412 -> new JobReply.NotYet(reply.body());
      case 429, 500, 502, 503, 504 -> new JobReply.Unavailable(reply.body());
      default -> throw new RefusedException(reply.statusCode(), reply.body());
    };
  }

  /** Whether it is an error as the service tells it: by RFC 9457, with the id of the request. */
  private static boolean isOurs(HttpResponse<String> reply) {
    return reply.headers().firstValue("x-request-id").isPresent()
        && reply
            .headers()
            .firstValue("Content-Type")
            .filter(type -> type.startsWith("application/problem+json"))
            .isPresent();
  }
}
