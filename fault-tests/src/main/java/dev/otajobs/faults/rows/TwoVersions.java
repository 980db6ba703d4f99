package dev.otajobs.faults.rows;

import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.RigPlan;

/** A rolling upgrade: instances of another version become this one, one after the other. */
public final class TwoVersions {

  private TwoVersions() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    return context
        .other()
        .map(
            jar ->
                RollingRestart.run(
                    context,
                    RigPlan.of(3).behind(jar),
                    (rig, instance) -> instance.become(rig.program().asPackaged())))
        .orElseGet(() -> new RowResult().skip("needs --other, the jar of another version"));
  }
}
