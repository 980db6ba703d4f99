package dev.otajobs.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/** The service on the local stack. */
record Service(LocalSettings settings, ServiceCommands commands) {
  static final String NAME = "service";
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

  void createTopics() {
    run("topics", commands::createTopics);
  }

  void produceSamples() {
    run("samples", commands::produceSamples);
  }

  /** Starts it; it may not be ready yet. */
  ChildProcess serve() {
    return ChildProcess.start(
        settings.dir(),
        NAME,
        Jvm.command(
            Lists.concat(
                List.of("-Xmx512m"),
                settings.classes().options(NAME, commands.classPath()),
                commands.serve(settings.serviceSettings()))));
  }

  /** Returns once it says that it is ready. */
  void awaitReady(ChildProcess service, Http http) {
    service.awaitReady(() -> http.get(settings.http("/ready")).ok(), START_TIMEOUT);
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

  private void run(String name, BiFunction<Path, PrintWriter, Integer> command) {
    Path log = settings.dir().resolve("log").resolve(name + ".log");
    try (PrintWriter out =
        new PrintWriter(Files.newBufferedWriter(log, StandardCharsets.UTF_8), true)) {
      int exitCode = command.apply(settings.serviceSettings(), out);
      if (exitCode != 0) {
        throw new LocalStackException(
            "The step %s ended with %d: %s"
                .formatted(name, exitCode, Files.readString(log).strip()));
      }
    } catch (IOException e) {
      throw new LocalStackException("Cannot write %s: %s".formatted(log, e.getMessage()), e);
    }
  }
}
