package dev.otajobs.query.freshness;

import dev.otajobs.config.TopicsConfig;
import dev.otajobs.projection.SourceProgress;
import dev.otajobs.projection.StandbyProgress;
import dev.otajobs.topics.EndOffsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * The age of this instance's copy of each partition: every event that was written longer ago than
 * that is in it. Observations come from one thread; any thread may ask.
 */
public final class Freshness {

  private final TopicsConfig topics;
  private final SourceProgress progress;
  private final StandbyProgress standbys;
  private final List<PerGeneration<OwnedCopy>> owned;
  private final List<PerGeneration<StandbyCopy>> standby;

  public Freshness(
      TopicsConfig topics, int partitions, SourceProgress progress, StandbyProgress standbys) {
    this.topics = topics;
    this.progress = progress;
    this.standbys = standbys;
    this.owned =
        IntStream.range(0, partitions)
            .mapToObj(p -> new PerGeneration<>(() -> progress.generation(p), OwnedCopy::new))
            .toList();
    this.standby =
        IntStream.range(0, partitions)
            .mapToObj(p -> new PerGeneration<>(() -> standbys.generation(p), StandbyCopy::new))
            .toList();
  }

  /**
   * Takes an observation.
   *
   * @param time at which the brokers were asked
   * @param source their answer for the source topics, read first
   * @param changelogEnds by partition, read last; of all partitions with a standby here
   */
  void observe(long time, EndOffsets source, Map<Integer, Long> changelogEnds) {
    IntStream.range(0, owned.size())
        .forEach(p -> observe(p, time, source, Optional.ofNullable(changelogEnds.get(p))));
  }

  private void observe(int partition, long time, EndOffsets source, Optional<Long> changelogEnd) {
    PartitionOffsets ends = ends(source, partition);
    owned.get(partition).observe(copy -> copy.observe(time, ends, processed(partition)));
    standby
        .get(partition)
        .observe(
            copy -> {
              OptionalLong restored = standbys.restored(partition);
              if (changelogEnd.isPresent() && restored.isPresent()) {
                PartitionOffsets committed = committed(source, partition);
                copy.observe(time, ends, committed, changelogEnd.get(), restored.getAsLong());
              }
            });
  }

  /**
   * The age of the owner's copy; empty while it is not known. An owner that was a standby before is
   * no older than it was then.
   */
  public Optional<Duration> ownedAge(int partition) {
    Optional<Duration> own = owned.get(partition).age(System.nanoTime());
    Optional<Duration> before = standbyAge(partition);
    boolean older = own.isEmpty() || before.filter(age -> age.compareTo(own.get()) < 0).isPresent();
    return older ? before : own;
  }

  /** The age of the standby's copy; empty while it is not known. */
  public Optional<Duration> standbyAge(int partition) {
    return standbys.restored(partition).isPresent()
        ? standby.get(partition).age(System.nanoTime())
        : Optional.empty();
  }

  /** Whether this instance, as the owner, has processed the partition up to these end offsets. */
  public boolean isProcessed(int partition, EndOffsets source) {
    return processed(partition).reach(ends(source, partition));
  }

  /** Whether this instance, as the owner, has processed the event at this offset. */
  public boolean isPast(int partition, long offset) {
    return processed(partition).events() > offset;
  }

  private PartitionOffsets ends(EndOffsets source, int partition) {
    return new PartitionOffsets(
        source.ends().getOrDefault(events(partition), 0L),
        source.ends().getOrDefault(misplaced(partition), 0L));
  }

  private PartitionOffsets committed(EndOffsets source, int partition) {
    return new PartitionOffsets(
        source.committed().getOrDefault(events(partition), 0L),
        source.committed().getOrDefault(misplaced(partition), 0L));
  }

  private PartitionOffsets processed(int partition) {
    return new PartitionOffsets(
        progress.nextOffset(events(partition)), progress.nextOffset(misplaced(partition)));
  }

  private TopicPartition events(int partition) {
    return new TopicPartition(topics.events(), partition);
  }

  private TopicPartition misplaced(int partition) {
    return new TopicPartition(topics.misplaced(), partition);
  }
}
