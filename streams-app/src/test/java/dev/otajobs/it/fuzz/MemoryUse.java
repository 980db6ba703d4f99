package dev.otajobs.it.fuzz;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** What this process holds on to, in bytes and threads. */
public record MemoryUse(long heap, long direct, int threads) {

  private static final int COLLECTIONS = 4;

  /** Once garbage is gone: the least of a few tries, since the service goes on meanwhile. */
  public static MemoryUse afterCollection() {
    long heap = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      heap = Math.min(heap, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return new MemoryUse(heap, direct, unpooledThreads());
  }

  /** Without those of the worker pool, which makes its 20 threads as they are needed. */
  private static int unpooledThreads() {
    return Math.toIntExact(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !thread.getName().startsWith("vert.x-worker-thread"))
            .count());
  }

  @Override
  public String toString() {
    return "%.1f MB heap, %.1f MB direct, %d threads".formatted(heap / 1e6, direct / 1e6, threads);
  }
}
