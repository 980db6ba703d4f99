package dev.otajobs.benchmarks.load.compare;

import java.util.Optional;

/**
 * What one reached in one turn.
 *
 * @param value in the unit of the table
 * @param cost of one item, if it was measured
 */
public record Score(double value, Optional<Cost> cost) {

  /** Without a cost. */
  public static Score of(double value) {
    return new Score(value, Optional.empty());
  }
}
