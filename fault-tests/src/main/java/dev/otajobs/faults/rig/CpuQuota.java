package dev.otajobs.faults.rig;

import dev.otajobs.local.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Makes the machine slow for all processes that this one starts: together they get so much of the
 * processors, by a control group of Linux. This process itself is not slowed down.
 */
public final class CpuQuota implements AutoCloseable {

  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final long PERIOD_MICROS = 100_000;
  private static final long LOOK_MILLIS = 20;
  private static final int TIMES = 50;

  private final Path parent;
  private final Path group;
  private final Set<Long> members = new HashSet<>();
  private final Thread thread = new Thread(this::run, "cpu-quota");

  private CpuQuota(Path parent, String name) {
    this.parent = parent;
    this.group = parent.resolve(name);
  }

  /**
   * Begins.
   *
   * @param share of all processors, more than 0 and at most 1
   * @throws IOException if this user may not make a control group
   */
  public static CpuQuota begin(double share) throws IOException {
    long micros = Math.round(share * Runtime.getRuntime().availableProcessors() * PERIOD_MICROS);
    String name = "ota-faults-" + ProcessHandle.current().pid();
    boolean unified = Files.exists(ROOT.resolve("cgroup.controllers"));
    CpuQuota quota = new CpuQuota(unified ? ROOT : ROOT.resolve("cpu"), name);
    Path group = Files.createDirectory(quota.group);
    if (unified) {
      Files.writeString(group.resolve("cpu.max"), micros + " " + PERIOD_MICROS);
    } else {
      Files.writeString(group.resolve("cpu.cfs_period_us"), Long.toString(PERIOD_MICROS));
      Files.writeString(group.resolve("cpu.cfs_quota_us"), Long.toString(micros));
    }
    quota.thread.setDaemon(true);
    quota.thread.start();
    return quota;
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
