package dev.otajobs.faults.rig;

import com.sun.management.OperatingSystemMXBean;
import dev.otajobs.faults.workload.LoadShare;
import dev.otajobs.local.Await;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Lowers the writes and reads of a load until the machine's processors are not all busy. If they
 * are before a fault, each time after it contains the wait for a processor.
 *
 * @param share of the planned rates that is left
 * @param idle share of the processors that had nothing to do, just before
 */
public record Headroom(double share, double idle) {

  private static final double IDLE = 0.15;
  private static final double LEAST = 0.25;
  private static final double PART = 0.7;
  private static final Duration LOOK = Duration.ofSeconds(5);

  /** Returns once there is headroom, or a quarter of the load is left. */
  static Headroom make(LoadShare share) {
    Headroom now = new Headroom(share.get(), measured());
    while (now.idle < IDLE && share.get() > LEAST) {
      share.set(Math.max(LEAST, share.get() * PART));
      now = new Headroom(share.get(), measured());
    }
    return now;
  }

  private static double measured() {
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    // It tells the load since it was asked last.
    machine.getCpuLoad();
    Await.pause(LOOK);
    double busy = machine.getCpuLoad();
    if (busy < 0) {
      throw new IllegalStateException("this platform does not tell how busy its processors are");
    }
    return 1 - busy;
  }

  @Override
  public String toString() {
    return "%.0f %% of the usual writes and reads, with which %.0f %% of the processors were idle before the fault"
        .formatted(100 * share, 100 * idle);
  }
}
