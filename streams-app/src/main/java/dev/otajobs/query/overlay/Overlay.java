package dev.otajobs.query.overlay;

import dev.otajobs.ingest.Judged;
import dev.otajobs.ingest.Judgement;
import dev.otajobs.job.Jobs;
import dev.otajobs.query.freshness.PartitionOffsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tail of the log of one partition, by JobId, from where a copy is complete. It may be laid
 * over that copy whatever it has taken in since. Written by one thread, read by any.
 */
public final class Overlay {

  /** What a record takes beside its value: its key, its entry, the objects of its job. */
  private static final int RECORD_BYTES = 256;

  private final int partition;
  private final int copy;
  private final PartitionOffsets start;
  private final Map<String, Overlaid> byJobId = new ConcurrentHashMap<>();

  /** The offset of the last record that was read of the partition that owns the JobIds. */
  private long lastRead;

  private long bytes;

  /**
   * @param copy the generation of the standby that it was begun for
   * @param start the offsets below which the copy has everything
   */
  Overlay(int partition, int copy, PartitionOffsets start) {
    this.partition = partition;
    this.copy = copy;
    this.start = start;
    this.lastRead = start.events() - 1;
  }

  int partition() {
    return partition;
  }

  /** The generation of the standby that it belongs to. */
  int copy() {
    return copy;
  }

  /** Where the tail begins. */
  PartitionOffsets start() {
    return start;
  }

  /** About what it takes in memory. For the writing thread. */
  long bytes() {
    return bytes;
  }

  /** Takes in one more record. What the group would reject or move is left to the group. */
  void add(Judged judged) {
    if (!judged.record().moved()) {
      lastRead = judged.record().position().offset();
    }
    if (judged.judgement() instanceof Judgement.Accepted accepted) {
      put(accepted.key().jobId(), known(accepted.key().jobId()).and(judged.says()), judged);
    } else if (judged.judgement() instanceof Judgement.Erased erased) {
      // One that was moved stands behind what was read of the partition before it.
      put(erased.jobId(), known(erased.jobId()).erased(lastRead), judged);
    }
  }

  private Overlaid known(String jobId) {
    return byJobId.getOrDefault(jobId, Overlaid.NOTHING);
  }

  private void put(String jobId, Overlaid overlaid, Judged judged) {
    byJobId.put(jobId, overlaid);
    byte[] value = judged.record().value();
    bytes += RECORD_BYTES + (value == null ? 0 : value.length);
  }

  /**
   * The jobs of this JobId that the copy and the tail know together, unless the copy is ahead of
   * the tail: it may then have met an erasure that is not read here yet.
   */
  public Optional<Jobs> over(String jobId, Optional<Jobs> copied) {
    return known(jobId).over(copied, partition);
  }
}
