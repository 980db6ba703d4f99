package dev.otajobs.faults.rows;

import dev.otajobs.faults.report.RowResult;

/**
 * One row of the table of faults.
 *
 * @param name by which the row is chosen on the command line
 * @param description what is done to the service
 * @param pass what must be seen for the row to pass
 * @param body does it and measures
 */
public record FaultRow(String name, String description, String pass, Body body) {

  /** What a row does. */
  @FunctionalInterface
  public interface Body {

    /**
     * Does it and measures.
     *
     * @throws Exception if it cannot be done, which counts as a failure
     */
    RowResult run(RowContext context) throws Exception;
  }
}
