package dev.otajobs.faults.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.faults.history.Listing;
import dev.otajobs.faults.history.Outcome;
import dev.otajobs.ingest.Position;
import dev.otajobs.job.JobKey;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.events.Packages;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Signer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes the calls that create and list batches, signed, of one package. */
public final class BatchClient {

  /** The package of all batches of the workload's calls. */
  public static final String FIRMWARE = "fw-of-the-workload";

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration START = Duration.ofSeconds(30);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  /**
   * What a create call came to.
   *
   * @param outcome {@link Outcome#FOUND} if there is a batch
   * @param batch the batch
   * @param utcCreate as the reply has it
   * @param position of its event, if this call has written it
   */
  public record Reply(
      Outcome outcome, Optional<JobKey> batch, String utcCreate, Optional<Position> position) {

    static Reply of(Outcome outcome) {
      return new Reply(outcome, Optional.empty(), "", Optional.empty());
    }
  }

  /** Puts the package, with a bearer token; an instance that has just started may need a moment. */
  public void putPackage(Instance instance) {
    HttpRequest put =
        HttpRequest.newBuilder(address(instance, "/v1/packages/" + FIRMWARE))
            .header("Authorization", "Bearer " + Accounts.TOKEN)
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .PUT(HttpRequest.BodyPublishers.ofString(Packages.released()))
            .build();
    Await.require(START, "the package is put", () -> isDone(put));
  }

  private boolean isDone(HttpRequest put) {
    try {
      int status = http.send(put, BodyHandlers.discarding()).statusCode();
      if (status / 100 == 4) {
        throw new IllegalStateException("the package is refused with " + status);
      }
      return status / 100 == 2;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted, could not put the package", e);
    }
  }

  /** Creates a static batch; calls with the same key create one. */
  public Reply create(Instance instance, String idempotencyKey) {
    Call call =
        call("CreateOTAStaticUpgradeJob")
            .query("ProductKey", "p")
            .query("TargetSelection", "ALL")
            .header("Idempotency-Key", idempotencyKey);
    try {
      HttpResponse<String> reply = send(instance, call);
      Optional<JsonNode> body = body(reply);
      if (body.isEmpty()) {
        return Reply.of(outcome(reply));
      }
      JsonNode data = body.get().path("Data");
      JobKey key = new JobKey(data.path("JobId").asText(), Accounts.TOKEN_HOLDER);
      return new Reply(
          Outcome.FOUND,
          Optional.of(key),
          data.path("UtcCreate").asText(),
          reply.headers().firstValue("Ota-Position").map(BatchClient::position));
    } catch (IOException e) {
      return Reply.of(outcome(e));
    }
  }

  /** Lists the newest batches of the package. */
  public Listing list(Instance instance) {
    Call call =
        call("ListOTAJobByFirmware")
            .query("CurrentPage", "1")
            .query("PageSize", Integer.toString(Listing.PAGE));
    long startedAt = System.nanoTime();
    try {
      HttpResponse<String> reply = send(instance, call);
      Optional<JsonNode> body = body(reply);
      if (body.isEmpty()) {
        return new Listing(instance.name(), startedAt, outcome(reply), 0, List.of());
      }
      List<Listing.Item> items = new ArrayList<>();
      body.get()
          .path("Data")
          .path("SimpleOTAJobInfo")
          .forEach(
              item ->
                  items.add(
                      new Listing.Item(
                          new JobKey(item.path("JobId").asText(), Accounts.TOKEN_HOLDER),
                          item.path("UtcCreate").asText())));
      int total = body.get().path("Total").asInt(-1);
      return new Listing(instance.name(), startedAt, Outcome.FOUND, total, items);
    } catch (IOException e) {
      return new Listing(instance.name(), startedAt, outcome(e), 0, List.of());
    }
  }

  /**
   * All batches of the package, page after page, as they come; empty if a page was not to be had.
   */
  public Optional<List<JobKey>> listAll(Instance instance) {
    List<JobKey> all = new ArrayList<>();
    String cursor = "";
    do {
      HttpRequest get =
          HttpRequest.newBuilder(
                  address(
                      instance, "/v1/jobs?limit=100&firmware=" + FIRMWARE + "&cursor=" + cursor))
              .header("Authorization", "Bearer " + Accounts.TOKEN)
              .timeout(PATIENCE)
              .build();
      try {
        HttpResponse<String> reply = send(get);
        if (reply.statusCode() != 200) {
          return Optional.empty();
        }
        JsonNode page = json.readTree(reply.body());
        for (JsonNode job : page.path("Jobs")) {
          all.add(new JobKey(job.path("JobId").asText(), Accounts.TOKEN_HOLDER));
        }
        cursor = page.path("NextCursor").asText();
      } catch (IOException e) {
        return Optional.empty();
      }
    } while (!cursor.isEmpty());
    return Optional.of(all);
  }

  private static Call call(String action) {
    return new Call("POST")
        .query("Action", action)
        .query("FirmwareId", FIRMWARE)
        .query("Version", "2018-01-20")
        .query("Format", "JSON")
        .query("AccessKeyId", Accounts.KEY.keyId())
        .query("SignatureMethod", "HMAC-SHA256")
        .query("SignatureVersion", "1.0")
        .query("SignatureNonce", UUID.randomUUID().toString())
        .query("Timestamp", Signer.timestamp(Instant.now()));
  }

  private HttpResponse<String> send(Instance instance, Call call) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(instance, Accounts.KEY.signV1(call, true).target()))
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.noBody());
    call.headers().forEach((name, values) -> request.header(name, values.get(0)));
    return send(request.build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HttpTimeoutException("interrupted");
    }
  }

  /** The body of a success; empty for anything else. */
  private Optional<JsonNode> body(HttpResponse<String> reply) throws IOException {
    if (reply.statusCode() != 200) {
      return Optional.empty();
    }
    return Optional.of(json.readTree(reply.body()))
        .filter(body -> body.path("Success").asBoolean());
  }

  private static Outcome outcome(HttpResponse<String> reply) {
    return switch (reply.statusCode()) {
      case 200 -> Outcome.GARBLED;
      case 503 -> Outcome.UNAVAILABLE;
      case 429 -> Outcome.BUSY;
      default -> reply.body().contains("Throttling") ? Outcome.BUSY : Outcome.REFUSED;
    };
  }

  private static Outcome outcome(IOException failure) {
    if (failure instanceof JsonProcessingException) {
      return Outcome.GARBLED;
    }
    return failure instanceof HttpTimeoutException ? Outcome.TIMEOUT : Outcome.BROKEN;
  }

  private static Position position(String text) {
    int dash = text.indexOf('-');
    return new Position(
        Integer.parseInt(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
  }

  private static URI address(Instance instance, String target) {
    return URI.create("http://127.0.0.1:" + instance.port() + target);
  }
}
