package dev.otajobs.faults;

import dev.otajobs.faults.rows.BrokerLoss;
import dev.otajobs.faults.rows.BrokerPartition;
import dev.otajobs.faults.rows.CertificateExpiry;
import dev.otajobs.faults.rows.CreateAndQuery;
import dev.otajobs.faults.rows.Disorder;
import dev.otajobs.faults.rows.FaultRow;
import dev.otajobs.faults.rows.FloodedKey;
import dev.otajobs.faults.rows.ForeignPartitioner;
import dev.otajobs.faults.rows.Forged;
import dev.otajobs.faults.rows.HeavyReads;
import dev.otajobs.faults.rows.KillAll;
import dev.otajobs.faults.rows.KillOwner;
import dev.otajobs.faults.rows.ManyConnections;
import dev.otajobs.faults.rows.OpenTransactions;
import dev.otajobs.faults.rows.Overload;
import dev.otajobs.faults.rows.PeerPartition;
import dev.otajobs.faults.rows.PlantedDefects;
import dev.otajobs.faults.rows.PoisonRow;
import dev.otajobs.faults.rows.RegistryLies;
import dev.otajobs.faults.rows.RegistryLoss;
import dev.otajobs.faults.rows.RollingRestart;
import dev.otajobs.faults.rows.SlowDisk;
import dev.otajobs.faults.rows.Soak;
import dev.otajobs.faults.rows.StateCorrupt;
import dev.otajobs.faults.rows.StateFull;
import dev.otajobs.faults.rows.TwoVersions;
import dev.otajobs.faults.rows.Zombie;
import java.util.List;

/** The rows, in the order of the table. */
final class AllRows {

  private AllRows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(
            "planted-defects",
            "defects planted into the service's sources, one at a time",
            "the checker catches each",
            PlantedDefects::run),
        new FaultRow(
            "kill-owner",
            "kill -9 of an owner, 30 times (short: 3)",
            "I1-I5; its keys readable again in 0.2 s (p99); new events visible in 2 s; other keys'"
                + " error ratio < 0.1 %",
            KillOwner::run),
        new FaultRow(
            "kill-all",
            "kill -9 of all instances under load, 3 times (short: once), and a restart",
            "I1 after the restart",
            KillAll::run),
        new FaultRow(
            "zombie",
            "SIGSTOP of an instance for 5, 20 and 60 s (short: 5 and 20 s)",
            "once awake it serves nothing older than its bound without saying so; I1",
            Zombie::run),
        new FaultRow(
            "rolling-restart",
            "rolling restart of three instances under load",
            "0 failed reads with one client retry; close in 5 s; restored, beyond what was written"
                + " meanwhile, < 1 % of the store",
            RollingRestart::run),
        new FaultRow(
            "create-and-query",
            "10,000 create calls (short: 1,000), each queried in the next line at either of two"
                + " instances, while they restart in turn",
            "I11: never \"not found\", in every list, no second batch; I1",
            CreateAndQuery::run),
        new FaultRow(
            "two-versions",
            "rolling upgrade of three instances from another version (--other) to this one",
            "0 failed reads with one client retry; close in 5 s; I1-I8",
            TwoVersions::run),
        new FaultRow(
            "broker-loss",
            "kill -9 and stop of one of three brokers, then kill -9 of all three",
            "known jobs are read from local state (errors < 1 %), but for callers whose maximum age no"
                + " copy meets; after the loss of one, others are answered in 11 s; I1 after its return",
            BrokerLoss::run),
        new FaultRow(
            "peer-partition",
            "300 ms, silence and resets between instances, through a proxy",
            "no reply past the deadline + 100 ms; hops <= 1; local reads' p99 at most 20 % above"
                + " that of as many turns without a fault, one after the other, and during each"
                + " fault at most 50 %; I2-I6",
            PeerPartition::run),
        new FaultRow(
            "certificate-expiry",
            "the instances' certificate ends: replaced before, and once too late, with a restart",
            "in time: 0 failed reads with one client retry; too late: refused, and well 5 s after a"
                + " new one is written; I1-I8",
            CertificateExpiry::run),
        new FaultRow(
            "broker-partition",
            "one instance is cut off from the broker: 300 ms, resets, silence for 15 s each",
            "no reply past the deadline + 100 ms; nothing old without saying so; I1 once healed",
            BrokerPartition::run),
        new FaultRow(
            "state-full",
            "state directory full, on a tmpfs of 48 MiB, of one of two instances",
            "reads stay up, or the process exits with a clear text; never a wrong body; I1 after repair",
            StateFull::run),
        new FaultRow(
            "slow-disk",
            "brokers and instances together have 4 MiB/s and 100 operations/s of the disk; a kill -9"
                + " and a start meanwhile",
            "reads stay up at the other instance (errors < 1 %); I1-I8",
            SlowDisk::run),
        new FaultRow(
            "state-corrupt",
            "corrupt SST, CURRENT, MANIFEST, checkpoint of one of two instances",
            "reads stay up, or the process exits with a clear text; never a wrong body; I1 after repair",
            StateCorrupt::run),
        new FaultRow(
            "poison",
            "broken records of 12 kinds among good ones, 40 times each (short: 8), with a kill -9",
            "0 stream threads lost; I7",
            PoisonRow::run),
        new FaultRow(
            "open-transactions",
            "transactions of another producer, open for 1 to 8 s, committed, aborted and abandoned",
            "nothing acknowledged behind them is denied, or hidden without a mark: I1-I6",
            OpenTransactions::run),
        new FaultRow(
            "registry",
            "the registry is down (kill -9), hanging, failing (500), for a service that knows no id",
            "no good record dead-lettered; goes on when it returns; ota_ingest_stalled shows it",
            RegistryLoss::run),
        new FaultRow(
            "registry-lies",
            "the registry answers with another schema for an id, to a service that knows none",
            "dead letters, and the stream goes on; after a restart and a replay all jobs are there",
            RegistryLies::run),
        new FaultRow(
            "flooded-key",
            "a producer writes 1,000 events/s to one job, for 40 rounds (short: 10) of probes",
            "new events of other partitions visible in 2 s (p99), the last of the one job in 5 s; I1-I8",
            FloodedKey::run),
        new FaultRow(
            "disorder",
            "duplicates, reversal, shuffles; clocks at 1970, 2100 and a day off (-1 and 0: poison)",
            "I1, I8",
            Disorder::run),
        new FaultRow(
            "foreign-partitioner",
            "half of the jobs by librdkafka's default partitioner; then a changed partition count",
            "found all the same (I1, I2); refuses to start on the changed count",
            ForeignPartitioner::run),
        new FaultRow(
            "forged",
            "replayed, forged, expired calls; internal endpoints without a certificate",
            "refused",
            Forged::run),
        new FaultRow(
            "overload",
            "2,000 slow-loris connections; 5 times the reads; all that 2,000 callers can send",
            "normal clients' p99 <= 2x, beside 2,000 callers without a pause <= 500 ms; the rest get"
                + " 429 or 503 in 50 ms; recovery in 5 s",
            Overload::run),
        new FaultRow(
            "many-connections",
            "8,000 connections that stay open, with 1,600 calls/s among them",
            "all answered; normal clients' p99 <= 2x that beside the same calls over 32 connections;"
                + " I9: 32 KiB of memory a connection at most",
            ManyConnections::run),
        new FaultRow(
            "soak",
            "two instances under load for --soak seconds (short: 60)",
            "I9: from its second quarter to its last RSS, files and threads grow by less than 15 %,"
                + " RSS < 800 MiB; I1-I8",
            Soak::run),
        new FaultRow(
            "heavy-reads",
            "4 callers without a pause beside 2,000 writes/s for --soak seconds (short: 60)",
            "no deadlocked thread (/live), events are folded and reads answered all the time; I1, I2",
            HeavyReads::run));
  }
}
