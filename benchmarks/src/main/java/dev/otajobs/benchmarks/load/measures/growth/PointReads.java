package dev.otajobs.benchmarks.load.measures.growth;

import dev.otajobs.benchmarks.load.report.Numbers;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.report.Table;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.local.Await;
import dev.otajobs.local.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** RocksDB alone, with JMH. */
public final class PointReads {

  private static final Duration AT_MOST = Duration.ofSeconds(90);

  private PointReads() {}

  /** Measures. */
  public static Section run(Bench bench) throws IOException {
    bench.unload();
    Path result = bench.dir().resolve("point-reads.csv");
    try (ChildProcess jmh =
        bench.programs().ours("jmh", org.openjdk.jmh.Main.class, arguments(bench, result))) {
      Await.require(AT_MOST, "the end of JMH", () -> !jmh.isAlive());
      if (!Files.exists(result) || Files.size(result) == 0) {
        throw new IllegalStateException(jmh.logTail());
      }
    }
    // Benchmark, Mode, Threads, Samples, Score, Score Error, Unit, Param
    List<String> line = Arrays.asList(Files.readAllLines(result).get(1).split(",", -1));
    double micros = Double.parseDouble(line.get(4));
    return new Section("RocksDB alone")
        .table(
            new Table(List.of("jobs", "mean of a read, µs", "reads/s of one thread"))
                .add(
                    List.of(
                        Numbers.of(bench.scale().jobs()),
                        Numbers.of(micros),
                        Numbers.of(1e6 / micros))))
        .text("`RocksDbBenchmark`: the ids as bytes, values of some 400 bytes, one store.");
  }

  private static List<String> arguments(Bench bench, Path result) {
    List<String> all = new ArrayList<>(List.of("RocksDbBenchmark", "-foe", "true"));
    all.addAll(
        List.of("-p", "jobs=" + bench.scale().jobs(), "-rf", "csv", "-rff", result.toString()));
    // No fork: this is a new JVM already, with the flags of all.
    all.addAll(
        bench.scale().isSmoke()
            ? List.of("-f", "0", "-wi", "0", "-i", "1", "-r", "50ms")
            : List.of("-f", "0", "-wi", "3", "-w", "1s", "-i", "5", "-r", "1s"));
    return all;
  }
}
