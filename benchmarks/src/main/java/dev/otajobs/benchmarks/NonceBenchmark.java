package dev.otajobs.benchmarks;

import dev.otajobs.auth.nonces.NonceMemory.Use;
import dev.otajobs.auth.nonces.RecentNonces;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Uses a new nonce of a key that has used some 100,000 in the last 30 minutes: each one is
 * remembered, and an old one forgotten.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class NonceBenchmark {

  private static final long START = 1_700_000_000_000L;

  /** So many calls in 30 minutes are 55 a second. */
  private static final long MILLIS_BETWEEN = 18;

  private final RecentNonces nonces = new RecentNonces(RecentNonces.DEFAULT_MAX_PER_KEY);
  private long count;

  /** By now there is as much to forget as to remember. */
  public NonceBenchmark() {
    for (int i = 0; i < 100_000; i++) {
      useNow();
    }
  }

  @Benchmark
  public Use useNow() {
    Instant now = Instant.ofEpochMilli(START + count * MILLIS_BETWEEN);
    return nonces.useNow(Calls.KEY, "3f2504e0-4f89-11d3-" + count++, now, Integer.MAX_VALUE);
  }
}
