package dev.otajobs.faults.attacks;

import dev.otajobs.faults.report.RowResult;

/**
 * An attack.
 *
 * @param by who can make it
 * @param bound what must hold while it goes on
 */
record Attack(String name, String by, String bound, Body body) {

  @FunctionalInterface
  interface Body {

    /**
     * Makes it, and notes what was seen.
     *
     * @throws Exception if it cannot be made, which counts as a failure
     */
    void run(Target target, RowResult result) throws Exception;
  }
}
