package dev.otajobs.benchmarks.load.measures.events;

import dev.otajobs.benchmarks.load.ceiling.DecodeOnly;
import dev.otajobs.benchmarks.load.compare.Cost;
import dev.otajobs.benchmarks.load.compare.Score;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.local.Await;
import dev.otajobs.local.ChildProcess;
import dev.otajobs.testkit.machine.CpuTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs {@link DecodeOnly} over a topic. */
record Decoding(Bench bench, String topic) {

  private static final int AT_MOST_SECONDS = 20;

  /** Events a second, and what one costs. */
  Score run(long events) {
    Path file = bench.clients(topic).write(bench.dir().resolve("decode.properties"));
    List<String> arguments =
        List.of(file.toString(), Long.toString(events), Integer.toString(AT_MOST_SECONDS));
    try (ChildProcess child = bench.programs().ours("decode", DecodeOnly.class, arguments)) {
      Await.require(
          Duration.ofSeconds(2 * AT_MOST_SECONDS), "the consumer's end", () -> !child.isAlive());
      String[] result = child.logTail().strip().replaceAll("(?s).*\n", "").strip().split(" ", -1);
      long read = Long.parseLong(result[0]);
      double perSecond = read * 1e9 / Double.parseDouble(result[1]);
      Optional<Cost> cost =
          result.length == 2
              ? Optional.empty()
              : Optional.of(
                  Cost.of(
                      new CpuTime(
                          Long.parseLong(result[2]),
                          Long.parseLong(result[3]),
                          Long.parseLong(result[4])),
                      read));
      return new Score(perSecond, cost);
    }
  }
}
