package dev.otajobs.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a job of a running instance, and again after each change. */
@Command(
    name = "watch",
    description = "Prints a job, and again after each change. Ends if there is no such job.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class WatchCommand implements Callable<Integer> {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** The service sends something every 15 s. */
  private static final Duration SILENCE = Duration.ofSeconds(45);

  private static final String DATA = "data: ";
  private static final String ID = "id: ";
  private static final String EVENT = "event: ";

  @Parameters(paramLabel = "JOBID", description = "The job's id.")
  private String jobId;

  @Mixin private CallOptions call = new CallOptions();

  @Spec private CommandSpec spec;

  private String last = "";

  @Override
  public Integer call() throws InterruptedException {
    if (call.caller() instanceof Caller.AccessKey) {
      throw call.wrong("watch cannot sign; use a bearer token");
    }
    URI endpoint = call.address();
    URI uri = endpoint.resolve("/v1/jobs/" + Endpoint.encoded(jobId) + "/watch");
    HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    while (true) {
      try {
        HttpResponse<InputStream> reply =
            client.send(request(uri), HttpResponse.BodyHandlers.ofInputStream());
        if (reply.statusCode() != 200) {
          try (InputStream body = reply.body()) {
            spec.commandLine()
                .getErr()
                .println(new String(body.readAllBytes(), StandardCharsets.UTF_8));
          }
          if (reply.statusCode() < 500 && reply.statusCode() != 429) {
            return reply.statusCode() == 404 ? ReplyText.NOT_FOUND : 1;
          }
        } else {
          print(reply.body());
        }
      } catch (IOException e) {
        spec.commandLine()
            .getErr()
            .println("ota-jobs: no answer from " + endpoint + ": " + e + "; trying again");
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }

  private HttpRequest request(URI uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
    if (!last.isEmpty()) {
      request.header("Last-Event-ID", last);
    }
    if (call.caller() instanceof Caller.Token bearer) {
      request.header("Authorization", "Bearer " + bearer.token());
    }
    return request.build();
  }

  /** Each event is a line of its own; the ends of replies are passed over. */
  private void print(InputStream reply) throws IOException {
    String event = "";
    String id = last;
    ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(reply, StandardCharsets.UTF_8))) {
      Future<?> silence = closeLater(watchdog, reply);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        silence.cancel(false);
        silence = closeLater(watchdog, reply);
        if (line.startsWith(EVENT)) {
          event = line.substring(EVENT.length());
        } else if (line.startsWith(ID)) {
          id = line.substring(ID.length());
        } else if (line.isEmpty()) {
          last = id;
        } else if (line.startsWith(DATA) && !event.equals("end")) {
          PrintWriter out = spec.commandLine().getOut();
          out.println(event.equals("gone") ? "gone" : line.substring(DATA.length()));
          out.flush();
        }
      }
    } finally {
      watchdog.shutdownNow();
    }
  }

  /** A peer that vanished says nothing for ever. */
  private static Future<?> closeLater(ScheduledExecutorService watchdog, InputStream reply) {
    return watchdog.schedule(
        () -> {
          reply.close();
          return null;
        },
        SILENCE.toMillis(),
        TimeUnit.MILLISECONDS);
  }
}
