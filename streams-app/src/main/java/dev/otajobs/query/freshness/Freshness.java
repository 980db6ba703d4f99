package dev.otajobs.query.freshness;

import dev.otajobs.config.TopicsConfig;
import dev.otajobs.projection.SourceProgress;
import dev.otajobs.projection.StandbyProgress;
import dev.otajobs.topics.EndOffsets;
import dev.otajobs.topics.HeldBack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * The age of this instance's copy of each partition: every event that was written longer ago than
 * that is in it. Observations come from one thread; any thread may ask.
 */
public final class Freshness {

  /**
   * The brokers' default of transaction.max.timeout.ms, and a minute in which they notice: no
   * transaction is open for longer, unless it hangs or the brokers allow more.
   */
  static final Duration MAX_TRANSACTION = Duration.ofMinutes(16);

  /** A transaction that is open for less is about to end, and then the age is known exactly. */
  private static final Duration SHORT_TRANSACTION = Duration.ofSeconds(2);

  /**
   * How old a copy of a partition is at most. The two differ while a transaction of a producer is
   * open: nobody can read what is acknowledged behind it.
   *
   * @param age every event that was acknowledged longer ago is in the copy; empty if that is not
   *     known, because the transaction was open already when this instance began to look
   * @param lag every event that could be read longer ago is in the copy
   */
  public record Age(Optional<Duration> age, Duration lag) {

    /** The lesser of each: both are upper bounds of the same copy. */
    Age and(Age other) {
      Optional<Duration> least =
          age.isPresent() && other.age.isPresent()
              ? Optional.of(least(age.get(), other.age.get()))
              : age.or(other::age);
      return new Age(least, least(lag, other.lag));
    }

    private static Duration least(Duration one, Duration other) {
      return one.compareTo(other) < 0 ? one : other;
    }
  }

  private final TopicsConfig topics;
  private final SourceProgress progress;
  private final StandbyProgress standbys;
  private final List<ReadableEnds> readable;
  private final List<PerGeneration<OwnedCopy>> ownedAges;
  private final List<PerGeneration<OwnedCopy>> ownedLags;
  private final List<PerGeneration<StandbyCopy>> standbyAges;
  private final List<PerGeneration<StandbyCopy>> standbyLags;

  public Freshness(
      TopicsConfig topics, int partitions, SourceProgress progress, StandbyProgress standbys) {
    this.topics = topics;
    this.progress = progress;
    this.standbys = standbys;
    this.readable = each(partitions, p -> new ReadableEnds());
    IntFunction<PerGeneration<OwnedCopy>> owned =
        p -> new PerGeneration<>(() -> progress.generation(p), OwnedCopy::new);
    this.ownedAges = each(partitions, owned);
    this.ownedLags = each(partitions, owned);
    IntFunction<PerGeneration<StandbyCopy>> standby =
        p -> new PerGeneration<>(() -> standbys.generation(p), StandbyCopy::new);
    this.standbyAges = each(partitions, standby);
    this.standbyLags = each(partitions, standby);
  }

  private static <T> List<T> each(int partitions, IntFunction<T> ofPartition) {
    return IntStream.range(0, partitions).mapToObj(ofPartition).toList();
  }

  /**
   * Takes an observation of the source topics.
   *
   * @param time at which the brokers were asked
   * @param acknowledged the ends of everything acknowledged, read first
   * @param stable the ends of what can be read, read afterwards
   */
  void observeSource(long time, EndOffsets acknowledged, EndOffsets stable) {
    for (int p = 0; p < readable.size(); p++) {
      int partition = p;
      PartitionOffsets ends = ends(stable, partition);
      readable.get(partition).observe(time, ends(acknowledged, partition), ends);
      ownedLags.get(partition).observe(copy -> copy.observe(time, ends, processed(partition)));
      OptionalLong asOf = readable.get(partition).seen().asOf();
      if (asOf.isPresent()) {
        ownedAges
            .get(partition)
            .observe(copy -> copy.observe(asOf.getAsLong(), ends, processed(partition)));
      }
    }
  }

  /**
   * Takes an observation of the partitions of which this instance has a standby, after that of the
   * source topics.
   *
   * @param time at which the brokers were asked
   * @param source with the offsets that the group has committed, read first
   * @param changelogEnds by partition, read last; of all partitions with a standby here
   */
  void observeStandbys(long time, EndOffsets source, Map<Integer, Long> changelogEnds) {
    changelogEnds.forEach(
        (partition, changelogEnd) -> {
          ReadableEnds.Seen seen = readable.get(partition).seen();
          PartitionOffsets committed = committed(source, partition);
          Consumer<StandbyCopy> lag = standby(partition, time, seen, committed, changelogEnd);
          standbyLags.get(partition).observe(lag);
          if (seen.asOf().isPresent()) {
            long asOf = seen.asOf().getAsLong();
            Consumer<StandbyCopy> age = standby(partition, asOf, seen, committed, changelogEnd);
            standbyAges.get(partition).observe(age);
          }
        });
  }

  private Consumer<StandbyCopy> standby(
      int partition,
      long time,
      ReadableEnds.Seen seen,
      PartitionOffsets committed,
      long changelogEnd) {
    return copy -> {
      OptionalLong restored = standbys.restored(partition);
      if (restored.isPresent()) {
        copy.observe(time, seen.readable(), committed, changelogEnd, restored.getAsLong());
      }
    };
  }

  /**
   * The age of the owner's copy; empty while nothing is known. An owner that was a standby before
   * is no older than it was then.
   */
  public Optional<Age> ownedAge(int partition) {
    Optional<Age> own = age(partition, ownedAges, ownedLags);
    Optional<Age> before = standbyAge(partition);
    return own.isPresent() && before.isPresent()
        ? Optional.of(own.get().and(before.get()))
        : own.or(() -> before);
  }

  /** The age of the standby's copy; empty while nothing is known. */
  public Optional<Age> standbyAge(int partition) {
    return standbys.restored(partition).isPresent()
        ? age(partition, standbyAges, standbyLags)
        : Optional.empty();
  }

  private <C extends PerGeneration.Aging> Optional<Age> age(
      int partition, List<PerGeneration<C>> ages, List<PerGeneration<C>> lags) {
    long now = System.nanoTime();
    return lags.get(partition)
        .age(now)
        .map(
            lag ->
                new Age(ages.get(partition).age(now).or(() -> atMost(partition, lag, now)), lag));
  }

  /** The copy lacks only events that were acknowledged after the open transaction began. */
  private Optional<Duration> atMost(int partition, Duration lag, long now) {
    ReadableEnds.Seen seen = readable.get(partition).seen();
    Duration open = Duration.ofNanos(Math.max(0, now - seen.since()));
    return seen.heldBack() > 0
            && open.compareTo(SHORT_TRANSACTION) > 0
            && open.compareTo(MAX_TRANSACTION) < 0
        ? Optional.of((lag.compareTo(open) > 0 ? lag : open).plus(MAX_TRANSACTION))
        : Optional.empty();
  }

  /**
   * What open transactions hold back of a partition, if this instance, as its owner, has read all
   * the rest; empty otherwise.
   */
  public Optional<HeldBack> heldBack(int partition) {
    return progress.owned(partition).isPresent()
        ? readable.get(partition).heldBack(processed(partition), System.nanoTime())
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
