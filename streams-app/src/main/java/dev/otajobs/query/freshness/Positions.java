package dev.otajobs.query.freshness;

import dev.otajobs.config.TopicsConfig;
import dev.otajobs.projection.SourceProgress;
import dev.otajobs.topics.EndOffsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/** The offsets in both source topics up to which this instance has got, and those to get to. */
public record Positions(TopicsConfig topics, SourceProgress progress, Tails tails) {

  /** Whether the ends of a partition are known. */
  boolean has(EndOffsets source, int partition) {
    return source.has(topics.eventsAt(partition)) && source.has(topics.misplacedAt(partition));
  }

  /** The ends of a partition. */
  PartitionOffsets ends(EndOffsets source, int partition) {
    return in(source.ends(), partition);
  }

  /** The ends of what can be read, held moves included that this instance has read. */
  PartitionOffsets readableEnds(EndOffsets stable, int partition) {
    return withHeld(ends(stable, partition), partition);
  }

  /** Those of a partition among these, 0 for one that is not. */
  PartitionOffsets in(Map<TopicPartition, Long> known, int partition) {
    return offsets(topic -> known.getOrDefault(topic, 0L), partition);
  }

  /** What this instance, as the owner, has processed. */
  PartitionOffsets processed(int partition) {
    return withHeld(offsets(progress::nextOffset, partition), partition);
  }

  /** What is in the overlay, or in the copy that it is laid over; empty if there is none. */
  Optional<PartitionOffsets> overlaid(int partition) {
    return tails.overlays().next(topics.eventsAt(partition)).isPresent()
        ? Optional.of(withHeld(offsets(this::inOverlay, partition), partition))
        : Optional.empty();
  }

  private long inOverlay(TopicPartition source) {
    return tails.overlays().next(source).orElse(0);
  }

  /** Whether this instance, as the owner, has processed the event at this offset. */
  public boolean isPast(int partition, long offset) {
    return processed(partition).events() > offset;
  }

  /** Whether this instance's copy or the overlay has the event at this offset. */
  public boolean isOverlayPast(int partition, long offset) {
    return overlaid(partition).filter(read -> read.events() > offset).isPresent();
  }

  /** Whether this instance, as the owner, has got as far as the overlay; also if there is none. */
  public boolean isPastOverlay(int partition) {
    return overlaid(partition).filter(read -> !processed(partition).reach(read)).isEmpty();
  }

  /** Whether the copy here has everything that was read of held moves; also if none was. */
  public boolean isPastHeld(int partition) {
    TopicPartition moved = topics.misplacedAt(partition);
    long copied =
        progress.owned(partition).isPresent() ? progress.nextOffset(moved) : inOverlay(moved);
    return copied >= tails.held().next(moved).orElse(0);
  }

  boolean ownerReachesHeld(int partition) {
    TopicPartition moved = topics.misplacedAt(partition);
    return tails.held().isReached(moved, progress.nextOffset(moved));
  }

  boolean overlayReachesHeld(int partition) {
    TopicPartition moved = topics.misplacedAt(partition);
    return tails.held().isReached(moved, inOverlay(moved));
  }

  private PartitionOffsets withHeld(PartitionOffsets read, int partition) {
    return new PartitionOffsets(
        read.events(), tails.held().extend(topics.misplacedAt(partition), read.misplaced()));
  }

  private PartitionOffsets offsets(ToLongFunction<TopicPartition> of, int partition) {
    return new PartitionOffsets(
        of.applyAsLong(topics.eventsAt(partition)), of.applyAsLong(topics.misplacedAt(partition)));
  }
}
