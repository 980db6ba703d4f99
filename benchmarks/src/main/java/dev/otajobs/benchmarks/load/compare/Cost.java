package dev.otajobs.benchmarks.load.compare;

import dev.otajobs.testkit.machine.CpuTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * What one call or one event costs the processes that serve it, in microseconds of CPU. What they
 * reach in a second also depends on who else runs.
 *
 * @param work without the collector and the compilers
 */
public record Cost(double work, double collector, double compilers) {

  private static final double NANOS = 1_000;

  /** A result, and what each of its items cost; without a cost where CPU is not told. */
  public record Metered<T>(T result, Optional<Cost> cost) {}

  /** Reads the CPU of these processes and their children before a run and after it. */
  public static <T> Metered<T> meter(List<Long> pids, Supplier<T> run, ToLongFunction<T> items) {
    Optional<CpuTime> before = CpuTime.of(pids);
    T result = run.get();
    Optional<CpuTime> after = CpuTime.of(pids);
    return new Metered<>(
        result,
        before.flatMap(
            first -> after.map(last -> of(last.since(first), items.applyAsLong(result)))));
  }

  /** Of one of so many items. */
  public static Cost of(CpuTime all, long items) {
    double each = NANOS * Math.max(1, items);
    return new Cost(all.work() / each, all.collector() / each, all.compilers() / each);
  }
}
