package dev.otajobs.faults;

import dev.otajobs.faults.rows.BrokerLoss;
import dev.otajobs.faults.rows.BrokerPartition;
import dev.otajobs.faults.rows.Disorder;
import dev.otajobs.faults.rows.FaultRow;
import dev.otajobs.faults.rows.ForeignPartitioner;
import dev.otajobs.faults.rows.Forged;
import dev.otajobs.faults.rows.HeavyReads;
import dev.otajobs.faults.rows.KillAll;
import dev.otajobs.faults.rows.KillOwner;
import dev.otajobs.faults.rows.Overload;
import dev.otajobs.faults.rows.PeerPartition;
import dev.otajobs.faults.rows.PlantedDefects;
import dev.otajobs.faults.rows.PoisonRow;
import dev.otajobs.faults.rows.RegistryLoss;
import dev.otajobs.faults.rows.RollingRestart;
import dev.otajobs.faults.rows.Soak;
import dev.otajobs.faults.rows.StateCorrupt;
import dev.otajobs.faults.rows.StateFull;
import dev.otajobs.faults.rows.Zombie;
import java.util.List;

/** The rows, in the order of the table. */
final class AllRows {

  private AllRows() {}

  static List<FaultRow> rows() {
    return List.of(
        new PlantedDefects(),
        new KillOwner(),
        new KillAll(),
        new Zombie(),
        new RollingRestart(),
        new BrokerLoss(),
        new PeerPartition(),
        new BrokerPartition(),
        new StateFull(),
        new StateCorrupt(),
        new PoisonRow(),
        new RegistryLoss(),
        new Disorder(),
        new ForeignPartitioner(),
        new Forged(),
        new Overload(),
        new Soak(),
        new HeavyReads());
  }
}
