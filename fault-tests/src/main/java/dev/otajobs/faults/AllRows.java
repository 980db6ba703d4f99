package dev.otajobs.faults;

import dev.otajobs.faults.rows.FaultRow;
import dev.otajobs.faults.rows.KillOwner;
import java.util.List;

/** The rows, in the order of the table. */
final class AllRows {

  private AllRows() {}

  static List<FaultRow> rows() {
    return List.of(new KillOwner());
  }
}
