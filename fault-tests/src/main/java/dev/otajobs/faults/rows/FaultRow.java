package dev.otajobs.faults.rows;

import dev.otajobs.faults.report.RowResult;

/** One row of the table of faults. */
public interface FaultRow {

  /** By which the row is chosen on the command line. */
  String name();

  /** What is done to the service. */
  String description();

  /** What must be seen for the row to pass. */
  String pass();

  /**
   * Does it and measures.
   *
   * @throws Exception if it cannot be done, which counts as a failure
   */
  RowResult run(RowContext context) throws Exception;
}
