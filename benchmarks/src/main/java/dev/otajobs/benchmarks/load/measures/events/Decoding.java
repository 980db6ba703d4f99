package dev.otajobs.benchmarks.load.measures.events;

import dev.otajobs.benchmarks.load.ceiling.DecodeOnly;
import dev.otajobs.benchmarks.load.rig.Await;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.benchmarks.load.rig.InstanceSettings;
import dev.otajobs.local.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Runs {@link DecodeOnly} over a topic. */
record Decoding(Bench bench, String topic) {

  private static final int AT_MOST_SECONDS = 20;

  /** Events a second. */
  double perSecond(long events) {
    InstanceSettings settings = bench.clients(topic);
    Path dir = bench.dir();
    try {
      Path file =
          Files.writeString(
              dir.resolve("decode.properties"),
              settings.values().entrySet().stream()
                  .map(entry -> entry.getKey() + "=" + entry.getValue())
                  .collect(Collectors.joining("\n")));
      List<String> arguments =
          List.of(file.toString(), Long.toString(events), Integer.toString(AT_MOST_SECONDS));
      try (ChildProcess child = bench.programs().ours("decode", DecodeOnly.class, arguments)) {
        Await.require(
            Duration.ofSeconds(2 * AT_MOST_SECONDS), "the consumer's end", () -> !child.isAlive());
        String[] result = child.logTail().strip().replaceAll("(?s).*\n", "").strip().split(" ", -1);
        return Double.parseDouble(result[0]) * 1e9 / Double.parseDouble(result[1]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
