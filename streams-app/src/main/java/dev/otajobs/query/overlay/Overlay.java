package dev.otajobs.query.overlay;

import dev.otajobs.ingest.Ingest;
import dev.otajobs.ingest.Judged;
import dev.otajobs.ingest.Judgement;
import dev.otajobs.job.Jobs;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tail of one partition, in both source topics, by JobId, from where a copy is complete. It may
 * be laid over that copy whatever it has taken in since. Written by one thread, read by any.
 */
public final class Overlay implements Tail {

  private static final Logger LOG = LoggerFactory.getLogger(Overlay.class);

  private final int partition;
  private final int copy;
  private final Map<TopicPartition, Long> start;
  private final Ingest ingest;
  private final Map<String, Overlaid> byJobId = new ConcurrentHashMap<>();

  /** The offset of the last record that was read of the partition that owns the JobIds. */
  private long lastRead;

  private long bytes;

  /**
   * @param copy the generation of the standby that it was begun for
   * @param events the events topic's partition
   * @param start the offsets below which the copy has everything
   * @param ingest judges as the group's does, and does not wait for the registry
   */
  Overlay(int copy, TopicPartition events, Map<TopicPartition, Long> start, Ingest ingest) {
    this.partition = events.partition();
    this.copy = copy;
    this.start = Map.copyOf(start);
    this.ingest = ingest;
    this.lastRead = start.getOrDefault(events, 0L) - 1;
  }

  @Override
  public int partition() {
    return partition;
  }

  @Override
  public Map<TopicPartition, Long> start() {
    return start;
  }

  /** The generation of the standby that it belongs to. */
  int copy() {
    return copy;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void add(ConsumerRecord<byte[], byte[]> record) {
    Judged judged = ingest.judge(record);
    try {
      add(judged);
    } catch (RuntimeException e) {
      // The group's fold meets the same defect, and makes it a dead letter.
      LOG.error("a defect: a record is left out of the overlay, record={}", record, e);
    }
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
      Overlaid known = known(erased.jobId());
      Overlaid after = erased.upTo().map(known::expired).orElseGet(() -> known.erased(lastRead));
      put(erased.jobId(), after, judged);
    }
  }

  /** The JobIds that the tail knows something of. */
  public Set<String> jobIds() {
    return Set.copyOf(byJobId.keySet());
  }

  private Overlaid known(String jobId) {
    return byJobId.getOrDefault(jobId, Overlaid.NOTHING);
  }

  private void put(String jobId, Overlaid overlaid, Judged judged) {
    byJobId.put(jobId, overlaid);
    bytes += RECORD_BYTES + judged.record().valueBytes();
  }

  /**
   * The jobs of this JobId that the copy and the tail know together, unless the copy is ahead of
   * the tail: it may then have met an erasure that is not read here yet.
   */
  public Optional<Jobs> over(String jobId, Optional<Jobs> copied) {
    return known(jobId).over(copied, partition);
  }
}
