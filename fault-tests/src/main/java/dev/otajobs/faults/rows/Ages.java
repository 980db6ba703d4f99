package dev.otajobs.faults.rows;

import dev.otajobs.faults.check.EventLogReader;
import dev.otajobs.faults.check.Run;
import dev.otajobs.faults.history.Read;

/** How old replies were. */
final class Ages {

  private final Run run;

  Ages(Rig rig) {
    run =
        Run.of(
            rig.history(),
            EventLogReader.read(rig.config(), rig.partitioning()),
            rig.partitioning());
  }

  /** How long before the read the first event was acknowledged that its reply lacks; 0 for none. */
  long millis(Read read) {
    return read.revision().map(revision -> run.age(read, revision).orElse(0)).orElse(0L)
        / 1_000_000;
  }
}
