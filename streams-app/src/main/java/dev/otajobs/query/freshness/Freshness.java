package dev.otajobs.query.freshness;

import dev.otajobs.config.TopicsConfig;
import dev.otajobs.projection.SourceProgress;
import dev.otajobs.projection.StandbyProgress;
import dev.otajobs.topics.SourceEnds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** How old this instance's copy of each partition may be. One thread observes, any may ask. */
public final class Freshness {

  private final TopicsConfig topics;
  private final SourceProgress progress;
  private final StandbyProgress standbys;
  private final List<OwnedCopy> owned;
  private final List<StandbyCopy> standby;

  public Freshness(
      TopicsConfig topics, int partitions, SourceProgress progress, StandbyProgress standbys) {
    this.topics = topics;
    this.progress = progress;
    this.standbys = standbys;
    this.owned = IntStream.range(0, partitions).mapToObj(p -> new OwnedCopy()).toList();
    this.standby = IntStream.range(0, partitions).mapToObj(p -> new StandbyCopy()).toList();
  }

  /**
   * What the brokers said.
   *
   * @param time at which they were asked
   * @param changelogEnds by partition, asked for last; those of standbys at least
   */
  void observe(long time, SourceEnds source, Map<Integer, Long> changelogEnds) {
    for (int partition = 0; partition < owned.size(); partition++) {
      SourceOffsets ends = ends(source, partition);
      owned.get(partition).observe(time, ends, processed(source, partition));
      OptionalLong restored = standbys.restored(partition);
      Long end = changelogEnds.get(partition);
      if (end != null && restored.isPresent()) {
        standby
            .get(partition)
            .observe(time, ends, committed(source, partition), end, restored.getAsLong());
      }
    }
  }

  /**
   * How old the owner's copy may be; empty if that cannot be said yet. A standby that has become
   * the owner has at least what it had.
   */
  public Optional<Duration> ownedAge(int partition) {
    Optional<Duration> own = owned.get(partition).age(System.nanoTime());
    Optional<Duration> before = standbyAge(partition);
    boolean older = own.isEmpty() || before.filter(age -> age.compareTo(own.get()) < 0).isPresent();
    return older ? before : own;
  }

  /** How old the standby's copy may be; empty if that cannot be said yet. */
  public Optional<Duration> standbyAge(int partition) {
    OptionalLong restored = standbys.restored(partition);
    return restored.isPresent()
        ? standby.get(partition).age(System.nanoTime(), restored.getAsLong())
        : Optional.empty();
  }

  boolean isProcessed(int partition, SourceEnds asked, SourceEnds latest) {
    return processed(latest, partition).reach(ends(asked, partition));
  }

  /** Whether this instance, as owner, has passed this offset of its own partition's events. */
  public boolean isPast(int partition, long offset) {
    return progress.nextOffset(new TopicPartition(topics.events(), partition)) > offset;
  }

  private SourceOffsets ends(SourceEnds source, int partition) {
    return new SourceOffsets(
        source.ends().getOrDefault(events(partition), 0L),
        source.ends().getOrDefault(misplaced(partition), 0L));
  }

  private SourceOffsets committed(SourceEnds source, int partition) {
    return new SourceOffsets(
        source.committed().getOrDefault(events(partition), 0L),
        source.committed().getOrDefault(misplaced(partition), 0L));
  }

  /** A commit also passes what is no record, such as the markers of transactions. */
  private SourceOffsets processed(SourceEnds source, int partition) {
    SourceOffsets committed = committed(source, partition);
    return new SourceOffsets(
        Math.max(committed.events(), progress.nextOffset(events(partition))),
        Math.max(committed.misplaced(), progress.nextOffset(misplaced(partition))));
  }

  private TopicPartition events(int partition) {
    return new TopicPartition(topics.events(), partition);
  }

  private TopicPartition misplaced(int partition) {
    return new TopicPartition(topics.misplaced(), partition);
  }
}
