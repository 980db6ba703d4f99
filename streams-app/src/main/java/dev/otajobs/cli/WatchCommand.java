package dev.otajobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
  private static final String DATA = "data: ";
  private static final String ID = "id: ";
  private static final String EVENT = "event: ";

  @Parameters(paramLabel = "JOBID", description = "The job's id.")
  private String jobId;

  @Mixin private ConfigOption config;

  @Option(names = "--token", description = "The account's bearer token.")
  private String token;

  @Spec private CommandSpec spec;

  private String last = "";

  @Override
  public Integer call() throws InterruptedException {
    URI endpoint = Endpoint.of(config.load().http());
    URI uri = endpoint.resolve("/v1/jobs/" + Endpoint.encoded(jobId) + "/watch");
    HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    while (true) {
      try {
        HttpResponse<Stream<String>> reply =
            client.send(request(uri), HttpResponse.BodyHandlers.ofLines());
        if (reply.statusCode() != 200) {
          try (Stream<String> body = reply.body()) {
            body.forEach(spec.commandLine().getErr()::println);
          }
          if (reply.statusCode() < 500 && reply.statusCode() != 429) {
            return 1;
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
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request.build();
  }

  /** Each event is a line of its own; the ends of replies are passed over. */
  private void print(Stream<String> lines) throws IOException {
    String event = "";
    String id = last;
    try (lines) {
      for (Iterator<String> all = lines.iterator(); all.hasNext(); ) {
        String line = all.next();
        if (line.startsWith(EVENT)) {
          event = line.substring(EVENT.length());
        } else if (line.startsWith(ID)) {
          id = line.substring(ID.length());
        } else if (line.isEmpty()) {
          last = id;
        } else if (line.startsWith(DATA) && !event.equals("end")) {
          spec.commandLine()
              .getOut()
              .println(event.equals("gone") ? "gone" : line.substring(DATA.length()));
          spec.commandLine().getOut().flush();
        }
      }
    } catch (UncheckedIOException e) {
      throw new IOException("the connection is lost", e);
    }
  }
}
