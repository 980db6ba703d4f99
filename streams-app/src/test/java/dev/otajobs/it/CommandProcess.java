package dev.otajobs.it;

import dev.otajobs.local.Jvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of the service as a process of its own, in the locale C. */
final class CommandProcess {

  private final Path settings;

  /** Of the service with these settings. */
  CommandProcess(Path settings) {
    this.settings = settings;
  }

  CommandProcess(TestService service) throws IOException {
    this.settings =
        Files.writeString(
            RealStack.newDirectory("command").resolve("ota-jobs.properties"),
            """
            bootstrap.servers=%s
            schema.registry.url=%s
            state.dir=unused
            topics.events=%s
            topics.dead.letters=%s
            http.port=%d
            """
                .formatted(
                    RealStack.get().bootstrapServers(),
                    RealStack.get().registryUrl(),
                    service.config.topics().events(),
                    service.config.topics().deadLetters(),
                    service.port()));
  }

  /**
   * What a command has left.
   *
   * @param out in UTF-8
   */
  record Ended(int exitCode, String out, String err) {}

  Ended run(String... arguments) throws Exception {
    return run(Map.of(), arguments);
  }

  Ended run(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.otajobs.app.Main"));
    command.addAll(List.of(arguments));
    if (!List.of(arguments).contains("--url")) {
      command.addAll(List.of("--config", settings.toString()));
    }
    Path out = RealStack.newDirectory("out").resolve("out");
    Path err = out.resolveSibling("err");
    ProcessBuilder builder =
        new ProcessBuilder(Jvm.command(command))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("LC_ALL", "C");
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(TestService.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still runs: " + command + Files.readString(err));
      }
    } finally {
      process.destroyForcibly();
    }
    return new Ended(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
