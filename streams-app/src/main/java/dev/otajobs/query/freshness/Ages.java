package dev.otajobs.query.freshness;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The ages of one kind of copy, of each partition. Written by one thread, read by any.
 *
 * @param <C> the kind of copy
 */
final class Ages<C extends PerGeneration.Aging> {

  /** A transaction that is open for less is about to end, and then the age is known exactly. */
  private static final Duration SHORT_TRANSACTION = Duration.ofSeconds(2);

  /** An observation of a copy, as of a time. */
  interface Observation<C> {
    void of(C copy, long time);
  }

  /**
   * What is published of a copy after each observation.
   *
   * @param generation that it is true of
   * @param lag every event that could be read before this time is in the copy
   * @param age every event that was acknowledged before this time is; empty if not known
   */
  private record AsOf(int generation, long lag, OptionalLong age) {

    Age age(long now) {
      return new Age(
          age.isPresent() ? Optional.of(since(age.getAsLong(), now)) : Optional.empty(),
          since(lag, now));
    }

    private static Duration since(long time, long now) {
      return Duration.ofNanos(Math.max(0, now - time));
    }
  }

  private final IntUnaryOperator generation;
  private final List<PerGeneration<C>> ages;
  private final List<PerGeneration<C>> lags;
  private final AtomicReferenceArray<@Nullable AsOf> published;

  /**
   * @param generation of the copy of a partition; what was known of one before is dropped
   * @param newCopy makes the tracker of a new generation
   */
  Ages(int partitions, IntUnaryOperator generation, Supplier<C> newCopy) {
    this.generation = generation;
    this.published = new AtomicReferenceArray<>(partitions);
    this.ages = each(partitions, generation, newCopy);
    this.lags = each(partitions, generation, newCopy);
  }

  private static <C extends PerGeneration.Aging> List<PerGeneration<C>> each(
      int partitions, IntUnaryOperator generation, Supplier<C> newCopy) {
    return IntStream.range(0, partitions)
        .mapToObj(p -> new PerGeneration<>(() -> generation.applyAsInt(p), newCopy))
        .toList();
  }

  /**
   * Takes an observation of a copy.
   *
   * @param seen what was seen of the partition's readable ends
   */
  void observe(int partition, ReadableEnds.Seen seen, Observation<C> observation) {
    lags.get(partition).observe(copy -> observation.of(copy, seen.time()));
    if (seen.asOf().isPresent()) {
      long asOf = seen.asOf().getAsLong();
      ages.get(partition).observe(copy -> observation.of(copy, asOf));
    }
    publish(partition, seen);
  }

  private void publish(int partition, ReadableEnds.Seen seen) {
    // First: what is known must not be taken for that of a later generation.
    int now = generation.applyAsInt(partition);
    long time = System.nanoTime();
    published.set(
        partition,
        lags.get(partition)
            .age(time)
            .map(
                lag ->
                    new AsOf(now, time - lag.toNanos(), acknowledged(partition, seen, lag, time)))
            .orElse(null));
  }

  private OptionalLong acknowledged(
      int partition, ReadableEnds.Seen seen, Duration lag, long time) {
    return ages.get(partition).age(time).or(() -> atMost(seen, lag, time)).stream()
        .mapToLong(age -> time - age.toNanos())
        .findFirst();
  }

  /** The age of the copy at this time; empty while nothing is known of its present generation. */
  Optional<Age> of(int partition, long now) {
    AsOf known = published.get(partition);
    return known != null && known.generation() == generation.applyAsInt(partition)
        ? Optional.of(known.age(now))
        : Optional.empty();
  }

  /** The tracker of the copy's lag; empty if it is of a past generation. */
  Optional<C> tracker(int partition) {
    return lags.get(partition).present();
  }

  /** The copy lacks only events that were acknowledged after the open transaction began. */
  private static Optional<Duration> atMost(ReadableEnds.Seen seen, Duration lag, long now) {
    Duration open = Duration.ofNanos(Math.max(0, now - seen.since()));
    return seen.heldBack() > 0
            && open.compareTo(SHORT_TRANSACTION) > 0
            && open.compareTo(Freshness.MAX_TRANSACTION) < 0
        ? Optional.of((lag.compareTo(open) > 0 ? lag : open).plus(Freshness.MAX_TRANSACTION))
        : Optional.empty();
  }
}
