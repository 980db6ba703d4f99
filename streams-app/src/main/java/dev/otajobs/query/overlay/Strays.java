package dev.otajobs.query.overlay;

import dev.otajobs.ingest.Ingest;
import dev.otajobs.ingest.Judged;
import dev.otajobs.ingest.Judgement;
import dev.otajobs.job.Jobs;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The misplaced events of one source partition that their own partition has not got yet, by JobId.
 * Erasures are left to the group. Written by one thread, read by any.
 */
final class Strays implements Tail {

  private final TopicPartition source;
  private final long start;
  private final Ingest ingest;
  private final Map<String, Jobs> byJobId = new ConcurrentHashMap<>();
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

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void add(ConsumerRecord<byte[], byte[]> record) {
    ingest
        .judgeAsMoved(record)
        .filter(judged -> judged.judgement() instanceof Judgement.Accepted)
        .ifPresent(this::put);
  }

  private void put(Judged judged) {
    Judgement.Accepted accepted = (Judgement.Accepted) judged.judgement();
    byJobId.merge(accepted.key().jobId(), judged.says(), Jobs::join);
    bytes += RECORD_BYTES + judged.record().valueBytes();
  }

  /** What these events say of a JobId; empty if there are none of it. */
  Optional<Jobs> of(String jobId) {
    return Optional.ofNullable(byJobId.get(jobId));
  }
}
