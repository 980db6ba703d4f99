package dev.otajobs.faults.rig;

import dev.otajobs.faults.check.EventLogReader;
import dev.otajobs.faults.check.Run;
import dev.otajobs.faults.history.Read;

/** How old replies were. */
public final class Ages {

  private final Run run;

  public Ages(Rig rig) {
    run =
        Run.of(
            rig.history(),
            EventLogReader.read(rig.config(), rig.partitioning()),
            rig.partitioning(),
            rig.plan().bounds());
  }

  /** How long before the read the first event was acknowledged that its reply lacks; 0 for none. */
  public long millis(Read read) {
    return read.revision().map(revision -> run.age(read, revision).orElse(0)).orElse(0L)
        / 1_000_000;
  }
}
