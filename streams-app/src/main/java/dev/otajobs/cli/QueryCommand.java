package dev.otajobs.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a running instance for a job. */
@Command(
    name = "query",
    description = "Asks the instance with these settings for a job, unsigned.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class QueryCommand implements Callable<Integer> {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Parameters(paramLabel = "JOBID", description = "The job's id.")
  private String jobId;

  @Mixin private ConfigOption config;

  @Option(names = "--xml", description = "Ask for XML instead of JSON.")
  private boolean xml;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    URI endpoint = Endpoint.of(config.load().http());
    URI uri =
        endpoint.resolve(
            "/?Action=QueryOTAJob&Version=2018-01-20&Format="
                + (xml ? "XML" : "JSON")
                + "&JobId="
                + URLEncoder.encode(jobId, StandardCharsets.UTF_8));
    HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    try {
      HttpResponse<String> reply =
          client.send(
              HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      spec.commandLine().getOut().println(reply.body());
      return reply.statusCode() == 200 ? 0 : 1;
    } catch (IOException e) {
      spec.commandLine()
          .getErr()
          .println("ota-jobs: no answer from " + endpoint + ": " + e + "; does it run?");
      return 1;
    }
  }
}
