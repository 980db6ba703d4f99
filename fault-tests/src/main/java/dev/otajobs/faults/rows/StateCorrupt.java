package dev.otajobs.faults.rows;

import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Recovery;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.machine.Directories;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Files of a stopped instance's stores are damaged before it starts again. */
public final class StateCorrupt {

  private static final Duration START = Duration.ofSeconds(60);

  /**
   * What is damaged.
   *
   * @param light one byte of the first third, where a store opens all the same
   */
  private record Damage(String name, String file, boolean light) {

    void apply(byte[] bytes, Random random) {
      int flips = light ? 1 : 1 + bytes.length / 200;
      int within = light ? 1 + bytes.length / 3 : bytes.length;
      for (int flip = 0; flip < flips; flip++) {
        bytes[random.nextInt(within)] ^= (byte) (1 + random.nextInt(255));
      }
    }
  }

  private static final List<Damage> DAMAGES =
      List.of(
          new Damage("one byte of each SST", ".sst", true),
          new Damage("SST", ".sst", false),
          new Damage("CURRENT", "CURRENT", false),
          new Damage("MANIFEST", "MANIFEST", false));

  private StateCorrupt() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) throws IOException {
    RowResult result = new RowResult();
    Random random = new Random(context.seed());
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(2), stack).start().startLoad()) {
      Instance victim = rig.instances().named("instance-1");
      for (Damage damage : DAMAGES) {
        Await.pause(Duration.ofSeconds(8));
        long began = System.nanoTime();
        victim.stop();
        int damaged = damage(victim.stateDir(), damage, random);
        if (damaged == 0) {
          result.figure(damage.name(), "there is no such file");
        } else {
          victim.launch();
          result.figure(damage.name(), damaged + " files, " + outcome(result, victim, damage));
        }
        repair(victim);
        Recovery.settle(rig, began, "corrupt " + damage.name());
        context.say(damage.name());
      }
      Await.pause(Duration.ofSeconds(5));
      result.verdict(Inspection.thorough(rig));
    }
    return result;
  }

  /** The instance sets aside what is damaged and restores it, after a restart at most. */
  private static String outcome(RowResult result, Instance victim, Damage damage) {
    String end = awaitReady(victim);
    if (!victim.isAlive()) {
      String last = lastError(victim);
      result.require(!last.isEmpty(), damage.name() + ": ends and says nothing");
      victim.launch();
      end = "ended with '%s', started again, %s".formatted(last, awaitReady(victim));
    }
    boolean ready = victim.isAlive() && victim.probe().isReady();
    result.require(ready, damage.name() + ": not ready by itself");
    double setAside = ready ? victim.probe().metric("ota_stores_set_aside").orElse(0) : 0;
    return "%s, stores set aside: %.0f".formatted(end, setAside);
  }

  private static String awaitReady(Instance victim) {
    Await.until(START, () -> !victim.isAlive() || victim.probe().isReady());
    // What is only met when it is read shows later.
    Await.pause(Duration.ofSeconds(8));
    return victim.isAlive() && victim.probe().isReady() ? "ready again" : "not ready";
  }

  private static String lastError(Instance victim) {
    return victim
        .process()
        .logTail()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("ota-jobs:") || line.contains("ERROR"))
        .reduce((first, last) -> last)
        .map(line -> line.replaceAll("/[^ ]*/", ""))
        .map(line -> line.substring(0, Math.min(160, line.length())))
        .orElse("");
  }

  private static void repair(Instance victim) {
    if (victim.isAlive() && victim.probe().isReady()) {
      return;
    }
    if (victim.isAlive()) {
      victim.kill();
    }
    Directories.delete(victim.stateDir());
    victim.launch().awaitReady();
  }

  /** Overwrites bytes in the midst of each such file; how many there were. */
  private static int damage(Path stateDir, Damage damage, Random random) throws IOException {
    int count = 0;
    try (Stream<Path> files = Files.walk(stateDir)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = String.valueOf(file.getFileName());
        byte[] bytes = name.contains(damage.file()) ? Files.readAllBytes(file) : new byte[0];
        if (bytes.length > 0) {
          damage.apply(bytes, random);
          Files.write(file, bytes);
          count++;
        }
      }
    }
    return count;
  }
}
