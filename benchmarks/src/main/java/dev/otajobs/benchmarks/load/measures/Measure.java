package dev.otajobs.benchmarks.load.measures;

import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.rig.Bench;

/**
 * One thing that is measured.
 *
 * @param name by which it is chosen on the command line
 * @param description what is measured
 * @param body measures it
 */
public record Measure(String name, String description, Body body) {

  /** How something is measured. */
  @FunctionalInterface
  public interface Body {

    /**
     * Measures, within a bounded time.
     *
     * @throws NotHere if this machine lacks what it needs
     */
    Section run(Bench bench) throws Exception;
  }
}
