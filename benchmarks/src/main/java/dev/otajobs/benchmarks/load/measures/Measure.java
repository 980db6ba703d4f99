package dev.otajobs.benchmarks.load.measures;

import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.rig.Bench;

/** One thing that is measured, run by its name. */
public interface Measure {

  String name();

  String description();

  /**
   * Measures, within a bounded time.
   *
   * @throws NotHere if this machine lacks what it needs
   */
  Section run(Bench bench) throws Exception;
}
