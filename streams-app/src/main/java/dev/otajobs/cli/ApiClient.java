package dev.otajobs.cli;

import dev.otajobs.auth.call.Canonical;
import dev.otajobs.auth.call.Parameter;
import dev.otajobs.config.ConfigException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Calls a running instance: the RPC API, and with a token the resource API. */
final class ApiClient {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final URI address;
  private final Caller caller;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /**
   * @param address scheme, host and port
   */
  ApiClient(URI address, Caller caller) {
    this.address = address;
    this.caller = caller;
  }

  /**
   * Makes a call.
   *
   * @param parameters those of the action; Action, Version and Format are added
   * @param format JSON or XML
   * @throws NoAnswerException if nobody answers
   */
  HttpResponse<String> call(String action, List<Parameter> parameters, String format)
      throws NoAnswerException, InterruptedException {
    if (caller instanceof Caller.Token) {
      throw new ConfigException(
          List.of("a bearer token cannot sign " + action + "; use --access-key ID"));
    }
    List<Parameter> query = new ArrayList<>(parameters);
    query.add(new Parameter("Format", format));
    if (!(caller instanceof Caller.AccessKey)) {
      query.add(new Parameter("Action", action));
      query.add(new Parameter("Version", "2018-01-20"));
    }
    URI uri = address.resolve("/?" + Canonical.query(query));
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
    if (caller instanceof Caller.AccessKey key) {
      V3Signature.sign(request, uri, action, query, key);
    }
    return send(request);
  }

  /**
   * Asks for a job: by QueryOTAJob, or with a token at {@code /v1/jobs}, which has no XML.
   *
   * @param format JSON or XML
   * @throws NoAnswerException if nobody answers
   */
  HttpResponse<String> job(String jobId, String format)
      throws NoAnswerException, InterruptedException {
    if (caller instanceof Caller.Token token && format.equals("JSON")) {
      URI uri = address.resolve("/v1/jobs/" + Endpoint.encoded(jobId));
      return send(
          HttpRequest.newBuilder(uri)
              .timeout(TIMEOUT)
              .header("Authorization", "Bearer " + token.token()));
    }
    return call("QueryOTAJob", List.of(new Parameter("JobId", jobId)), format);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws NoAnswerException, InterruptedException {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new NoAnswerException("no answer from " + address + "; does it run?", e);
    }
  }
}
