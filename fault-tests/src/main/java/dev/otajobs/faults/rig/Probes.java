package dev.otajobs.faults.rig;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.faults.workload.Accounts;
import dev.otajobs.faults.workload.EventSender;
import dev.otajobs.faults.workload.LifeEvents;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.ingest.Position;
import dev.otajobs.job.JobKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** One job for each partition, by which to tell whether that partition can be read and written. */
public final class Probes {

  private final EventSender sender;
  private final List<JobKey> keys = new ArrayList<>();
  private final List<LifeEvents> lives = new ArrayList<>();

  public Probes(EventSender sender, Partitioning partitioning, Random random) {
    this.sender = sender;
    for (int partition = 0; partition < partitioning.partitions(); partition++) {
      int number = 0;
      while (partitioning.owner("probe-" + number) != partition || taken("probe-" + number)) {
        number++;
      }
      JobKey key = new JobKey("probe-" + number, Accounts.UNSIGNED);
      keys.add(key);
      lives.add(new LifeEvents(key, random, false));
    }
  }

  private boolean taken(String jobId) {
    return keys.stream().anyMatch(key -> key.jobId().equals(jobId));
  }

  /** Creates the jobs. */
  public void create() {
    for (LifeEvents life : lives) {
      sender.send(life.created()).join();
    }
  }

  public int count() {
    return keys.size();
  }

  /** The job of this partition. */
  public JobKey key(int partition) {
    return keys.get(partition);
  }

  /** Changes the job of this partition; where the brokers have put the event. */
  public CompletableFuture<Position> change(int partition) {
    OtaJobEvent event = lives.get(partition).modified();
    return sender.send(event);
  }
}
