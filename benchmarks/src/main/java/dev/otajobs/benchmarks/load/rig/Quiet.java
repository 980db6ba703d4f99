package dev.otajobs.benchmarks.load.rig;

import com.sun.management.OperatingSystemMXBean;
import dev.otajobs.local.Await;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Waits until what was loaded is at rest: compilers, compactions and vacuums would take their share
 * of the cores from whoever is measured first.
 */
public final class Quiet {

  private static final Duration AT_MOST = Duration.ofSeconds(60);
  private static final Duration WINDOW = Duration.ofSeconds(1);

  /** Of all cores. */
  private static final double BUSY = 0.15;

  /** So many windows in a row. */
  private static final int CALM = 3;

  private Quiet() {}

  /**
   * Returns once less than 15 % of the cores is used for three seconds, at the latest in a minute.
   */
  public static void await() {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine)) {
      return;
    }
    long start = System.nanoTime();
    // The first answer is about the time since whoever asked last.
    machine.getCpuLoad();
    int calm = 0;
    while (calm < CALM) {
      if (System.nanoTime() - start > AT_MOST.toNanos()) {
        System.out.printf("  still busy after %d s%n", AT_MOST.toSeconds());
        return;
      }
      Await.pause(WINDOW);
      calm = machine.getCpuLoad() < BUSY ? calm + 1 : 0;
    }
  }
}
