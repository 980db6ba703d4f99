package dev.otajobs.faults.rig;

import dev.otajobs.local.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what all processes that this one starts may use together of the processors or of a disk,
 * by a control group of Linux. This process itself is not slowed down.
 */
public final class ControlGroup implements AutoCloseable {

  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final long PERIOD_MICROS = 100_000;
  private static final long LOOK_MILLIS = 20;
  private static final int TIMES = 50;

  private final Path parent;
  private final Path group;
  private final Set<Long> members = new HashSet<>();
  private final Thread thread = new Thread(this::run, "control-group");

  private ControlGroup(Path parent) {
    this.parent = parent;
    this.group = parent.resolve("ota-faults-" + ProcessHandle.current().pid());
  }

  /**
   * Bounds their time on the processors.
   *
   * @param share of all processors, more than 0 and at most 1
   * @throws IOException if this user may not make a control group
   */
  public static ControlGroup cpu(double share) throws IOException {
    long micros = Math.round(share * Runtime.getRuntime().availableProcessors() * PERIOD_MICROS);
    return isUnified()
        ? begin(ROOT, Map.of("cpu.max", micros + " " + PERIOD_MICROS))
        : begin(
            ROOT.resolve("cpu"),
            Map.of(
                "cpu.cfs_period_us", Long.toString(PERIOD_MICROS),
                "cpu.cfs_quota_us", Long.toString(micros)));
  }

  /**
   * Bounds what they read from the disk of a directory, and what they write there and wait for.
   *
   * @param bytes a second, in each direction
   * @param operations a second, in each direction
   * @throws IOException if this user may not make a control group
   */
  public static ControlGroup disk(Path dir, long bytes, int operations) throws IOException {
    String device = device(dir);
    return isUnified()
        ? begin(
            ROOT,
            Map.of(
                "io.max",
                "%s rbps=%d wbps=%d riops=%d wiops=%d"
                    .formatted(device, bytes, bytes, operations, operations)))
        : begin(
            ROOT.resolve("blkio"),
            Map.of(
                "blkio.throttle.read_bps_device", device + " " + bytes,
                "blkio.throttle.write_bps_device", device + " " + bytes,
                "blkio.throttle.read_iops_device", device + " " + operations,
                "blkio.throttle.write_iops_device", device + " " + operations));
  }

  private static boolean isUnified() {
    return Files.exists(ROOT.resolve("cgroup.controllers"));
  }

  /** As major:minor, of the whole disk: a partition has no bound of its own. */
  private static String device(Path dir) throws IOException {
    long number = (long) Files.getAttribute(dir, "unix:dev");
    long major = number >> 8 & 0xfff;
    long minor = number & 0xff | number >> 12 & 0xfff00;
    Path device = Path.of("/sys/dev/block", major + ":" + minor).toRealPath();
    boolean isPartition = Files.exists(device.resolve("partition"));
    return Files.readString(device.resolve(isPartition ? "../dev" : "dev")).strip();
  }

  private static ControlGroup begin(Path parent, Map<String, String> limits) throws IOException {
    ControlGroup group = new ControlGroup(parent);
    Files.createDirectory(group.group);
    try {
      for (Map.Entry<String, String> limit : limits.entrySet()) {
        Files.writeString(group.group.resolve(limit.getKey()), limit.getValue());
      }
    } catch (IOException e) {
      Files.delete(group.group);
      throw e;
    }
    group.thread.setDaemon(true);
    group.thread.start();
    return group;
  }

  /** A process is moved into the group a moment after its start, and its own children with it. */
  private void run() {
    try {
      while (true) {
        ProcessHandle.current().descendants().forEach(this::take);
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(ProcessHandle child) {
    if (members.add(child.pid())) {
      try {
        Files.writeString(group.resolve("cgroup.procs"), Long.toString(child.pid()));
      } catch (IOException e) {
        if (child.isAlive()) {
          members.remove(child.pid());
        }
      }
    }
  }

  /** Ends. Processes that still run leave the group. */
  @Override
  public void close() throws IOException {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // The group can be removed once nobody is in it.
    for (int times = 0; times < TIMES && Files.exists(group); times++) {
      for (String pid : Files.readAllLines(group.resolve("cgroup.procs"))) {
        leave(pid);
      }
      try {
        Files.delete(group);
      } catch (IOException e) {
        Await.pause(Duration.ofMillis(100));
      }
    }
    if (Files.exists(group)) {
      System.err.println("the control group could not be removed: " + group);
    }
  }

  private void leave(String pid) {
    try {
      Files.writeString(parent.resolve("cgroup.procs"), pid);
    } catch (IOException e) {
      // It has ended by now, or the next turn tries again.
    }
  }
}
