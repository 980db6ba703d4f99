package dev.otajobs.query.overlay;

import dev.otajobs.ingest.Ingest;
import dev.otajobs.ingest.Judged;
import dev.otajobs.ingest.Judgement;
import dev.otajobs.job.Jobs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The misplaced events of one source partition that their own partition has not got yet, by JobId.
 * Erasures are left to the group. Written by one thread, read by any.
 */
final class Strays implements Tail {

  private static final Logger LOG = LoggerFactory.getLogger(Strays.class);

  private final TopicPartition source;
  private final long start;
  private final Ingest ingest;
  private final Map<String, Jobs> byJobId = new ConcurrentHashMap<>();
  private final long begun = System.nanoTime();
  private long bytes;

  /**
   * @param source of the events topic, or of that of misplaced events
   * @param start the offset below which there are none
   * @param ingest judges as the group's does, and does not wait for the registry
   */
  Strays(TopicPartition source, long start, Ingest ingest) {
    this.source = source;
    this.start = start;
    this.ingest = ingest;
  }

  @Override
  public int partition() {
    return source.partition();
  }

  @Override
  public Map<TopicPartition, Long> start() {
    return Map.of(source, start);
  }

  long from() {
    return start;
  }

  /** How long ago it was begun. */
  Duration heldFor() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void add(ConsumerRecord<byte[], byte[]> record) {
    Optional<Judged> judged = ingest.judgeAsMoved(record);
    try {
      judged.filter(one -> one.judgement() instanceof Judgement.Accepted).ifPresent(this::put);
    } catch (RuntimeException e) {
      // The group's fold meets the same defect, and makes it a dead letter.
      LOG.error("a defect: a record is left out of the strays, record={}", record, e);
    }
  }

  private void put(Judged judged) {
    Judgement.Accepted accepted = (Judgement.Accepted) judged.judgement();
    byJobId.merge(accepted.key().jobId(), judged.says(), Jobs::join);
    bytes += RECORD_BYTES + judged.record().valueBytes();
  }

  /** The JobIds of these events. */
  Set<String> jobIds() {
    return byJobId.keySet();
  }

  /** What these events say of a JobId; empty if there are none of it. */
  Optional<Jobs> of(String jobId) {
    return Optional.ofNullable(byJobId.get(jobId));
  }
}
