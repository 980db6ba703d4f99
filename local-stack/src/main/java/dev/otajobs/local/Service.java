package dev.otajobs.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The commands of {@code streams-app.jar}, run as child processes. */
record Service(LocalSettings settings) {
  static final String NAME = "service";
  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

  void createTopics() {
    run("topics");
  }

  void produceSamples() {
    run("packages", settings.samples("packages.jsonl").toString());
    run("produce", settings.samples("jobs.jsonl").toString());
  }

  /** Returns once the service says that it is ready. */
  ChildProcess serve(Http http) {
    Ports.requireFree(NAME, settings.httpPort());
    ChildProcess process = ChildProcess.start(settings.dir(), NAME, command("serve"));
    process.awaitReady(() -> http.get(settings.http("/ready")).ok(), START_TIMEOUT);
    return process;
  }

  /** The reply to the first query that finds the sample job. */
  String awaitAnswer(ChildProcess service, Http http) {
    Http.Reply[] last = {new Http.Reply(0, "no reply")};
    boolean answered =
        Await.until(
            ANSWER_TIMEOUT,
            () -> {
              last[0] = http.get(settings.sampleQuery());
              return succeeded(last[0]) || !service.isAlive();
            });
    if (!service.isAlive()) {
      throw service.ended();
    }
    if (!answered) {
      throw new LocalStackException(
          "The sample job was not found within %d s. The last reply was %d %s. See %s."
              .formatted(
                  ANSWER_TIMEOUT.toSeconds(),
                  last[0].status(),
                  last[0].body(),
                  settings.dir().resolve("log")));
    }
    return last[0].body();
  }

  /** The job is shown as it is once its start, the second event of the samples, is folded. */
  private static boolean succeeded(Http.Reply reply) {
    return reply.ok() && reply.body().contains("\"UtcStartTime\"");
  }

  private void run(String subcommand, String... arguments) {
    ChildProcess.run(settings.dir(), subcommand, command(subcommand, arguments), COMMAND_TIMEOUT);
  }

  private List<String> command(String subcommand, String... arguments) {
    Path config = settings.serviceSettings();
    return Jvm.command(
        Lists.concat(
            List.of("-Xmx512m"),
            // Commands are over before the second compiler would pay.
            subcommand.equals("serve")
                ? List.of()
                : List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            List.of("-jar", settings.serviceJar().toString()),
            List.of(subcommand, "--config", config.toString()),
            List.of(arguments)));
  }
}
