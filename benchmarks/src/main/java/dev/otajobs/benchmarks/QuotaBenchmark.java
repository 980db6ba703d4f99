package dev.otajobs.benchmarks;

import dev.otajobs.auth.accounts.Account;
import dev.otajobs.auth.quota.Admission;
import dev.otajobs.auth.quota.Quotas;
import dev.otajobs.auth.quota.RemoteUsage;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Admits a call of an account that asks 1,000 times a second, which is all that it may. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class QuotaBenchmark {

  private static final long NANOS_BETWEEN = 1_000_000;

  private final Account account = new Account("100000000000001", 1_000, Set.of());
  private long now;
  private final Quotas quotas = new Quotas(() -> now, RemoteUsage.NONE);

  @Benchmark
  public Admission admit() {
    now += NANOS_BETWEEN;
    return quotas.admit(account.quota());
  }
}
