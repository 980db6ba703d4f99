package dev.otajobs.faults.rows;

import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.testkit.service.ServiceJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A rolling upgrade: instances of another version become this one, one after the other. */
public final class TwoVersions {

  private TwoVersions() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    return context
        .other()
        .filter(TwoVersions::isAnother)
        .map(
            jar ->
                RollingRestart.run(
                    context,
                    RigPlan.of(3).forOlder().behind(jar),
                    (rig, instance) -> instance.become(rig.program().asPackaged())))
        .orElseGet(
            () ->
                new RowResult()
                    .skip("needs --other, the jar of another version, with lib beside it"));
  }

  /** A class path entry that does not exist is passed over by the JVM. */
  private static boolean isAnother(Path jar) {
    try {
      return Files.isDirectory(jar.resolveSibling("lib"))
          && Files.mismatch(jar, ServiceJar.find().path()) >= 0;
    } catch (IOException e) {
      return false;
    }
  }
}
