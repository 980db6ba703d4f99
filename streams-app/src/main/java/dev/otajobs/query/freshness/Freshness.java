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
  private final List<CopyOfGeneration<OwnedCopy>> owned;
  private final List<CopyOfGeneration<StandbyCopy>> standby;

  public Freshness(
      TopicsConfig topics, int partitions, SourceProgress progress, StandbyProgress standbys) {
    this.topics = topics;
    this.progress = progress;
    this.standbys = standbys;
    this.owned =
        IntStream.range(0, partitions)
            .mapToObj(p -> new CopyOfGeneration<>(() -> progress.generation(p), OwnedCopy::new))
            .toList();
    this.standby =
        IntStream.range(0, partitions)
            .mapToObj(p -> new CopyOfGeneration<>(() -> standbys.generation(p), StandbyCopy::new))
            .toList();
  }

  /**
   * What the brokers said.
   *
   * @param time at which they were asked
   * @param changelogEnds by partition, asked for last; those of standbys at least
   */
  void observe(long time, SourceEnds source, Map<Integer, Long> changelogEnds) {
    IntStream.range(0, owned.size())
        .forEach(p -> observe(p, time, source, Optional.ofNullable(changelogEnds.get(p))));
  }

  private void observe(int partition, long time, SourceEnds source, Optional<Long> changelogEnd) {
    SourceOffsets ends = ends(source, partition);
    owned.get(partition).observe(copy -> copy.observe(time, ends, processed(source, partition)));
    standby
        .get(partition)
        .observe(
            copy -> {
              OptionalLong restored = standbys.restored(partition);
              if (changelogEnd.isPresent() && restored.isPresent()) {
                SourceOffsets committed = committed(source, partition);
                copy.observe(time, ends, committed, changelogEnd.get(), restored.getAsLong());
              }
            });
  }

  /** How old the owner's copy may be; empty if that cannot be said yet. */
  public Optional<Duration> ownedAge(int partition) {
    return owned.get(partition).age(System.nanoTime());
  }

  /** How old the standby's copy may be; empty if that cannot be said yet. */
  public Optional<Duration> standbyAge(int partition) {
    return standby.get(partition).age(System.nanoTime());
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
