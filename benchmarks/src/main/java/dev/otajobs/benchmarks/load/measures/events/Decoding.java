package dev.otajobs.benchmarks.load.measures.events;

import dev.otajobs.benchmarks.load.ceiling.DecodeOnly;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.local.Await;
import dev.otajobs.local.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs {@link DecodeOnly} over a topic. */
record Decoding(Bench bench, String topic) {

  private static final int AT_MOST_SECONDS = 20;

  /** Events a second. */
  double perSecond(long events) {
    Path file = bench.clients(topic).write(bench.dir().resolve("decode.properties"));
    List<String> arguments =
        List.of(file.toString(), Long.toString(events), Integer.toString(AT_MOST_SECONDS));
    try (ChildProcess child = bench.programs().ours("decode", DecodeOnly.class, arguments)) {
      Await.require(
          Duration.ofSeconds(2 * AT_MOST_SECONDS), "the consumer's end", () -> !child.isAlive());
      String[] result = child.logTail().strip().replaceAll("(?s).*\n", "").strip().split(" ", -1);
      return Double.parseDouble(result[0]) * 1e9 / Double.parseDouble(result[1]);
    }
  }
}
