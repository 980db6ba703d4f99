package dev.otajobs.faults.rows;

import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Errors;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Percentile;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The clock of one of two instances steps by an hour, ahead and back, while it runs. */
public final class ClockStep {

  private static final double ERRORS = 0.01;

  private ClockStep() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) throws IOException {
    RowResult result = new RowResult();
    Optional<Path> library = library();
    if (library.isEmpty()) {
      return result.skip("needs libfaketime, of the Debian package faketime");
    }
    Path clock = context.dir().resolve("clock");
    Files.writeString(clock, "+0");
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(2), stack)) {
      Instance wrong = rig.add("instance-1", Map.of());
      wrong.become(
          rig.program()
              .withVariable("LD_PRELOAD=" + library.get())
              .withVariable("FAKETIME_TIMESTAMP_FILE=" + clock)
              .withVariable("FAKETIME_CACHE_DURATION=1")
              .withVariable("FAKETIME_DONT_FAKE_MONOTONIC=1")
              .withVariable("DONT_FAKE_MONOTONIC=1"));
      rig.add("instance-2", Map.of());
      rig.startAdded().startLoad();
      Await.pause(Rig.WARM_UP);
      for (String step : List.of("+3600", "+0", "-3600")) {
        long from = System.nanoTime();
        Files.writeString(clock, step);
        Await.pause(context.fullOrShort(Duration.ofSeconds(60), Duration.ofSeconds(12)));
        measure(result, rig, step, from);
      }
      result.require(rig.instances().alive().size() == 2, "an instance ended by itself");
      result.verdict(Inspection.thorough(rig));
    }
    return result;
  }

  private static Optional<Path> library() throws IOException {
    Path all = Path.of("/usr/lib");
    if (!Files.isDirectory(all)) {
      return Optional.empty();
    }
    try (Stream<Path> found =
        Files.find(all, 4, (path, kind) -> path.endsWith("faketime/libfaketime.so.1"))) {
      return found.findFirst();
    }
  }

  private static void measure(RowResult result, Rig rig, String step, long from) {
    List<Read> during =
        rig.history().reads().stream().filter(read -> read.startedAt() > from).toList();
    long failed = during.stream().filter(read -> !Errors.isExpected(read)).count();
    result.figure(
        "clock at " + step + " s",
        "%d of %d reads failed, p99 %s"
            .formatted(failed, during.size(), Percentile.text(Percentile.p99(during))));
    result.require(
        failed <= ERRORS * during.size(),
        "%d of %d reads failed with the clock at %s s".formatted(failed, during.size(), step));
  }
}
