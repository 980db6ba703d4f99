package dev.otajobs.query.overlay;

import dev.otajobs.query.freshness.TailProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tails of one kind, by partition: each is begun when it is needed, and ended a moment after.
 * All together take at most a bound of memory; beyond it the largest is given up. Written by one
 * thread, read by any.
 *
 * @param <T> the kind of tail
 */
public final class ActiveTails<T extends Tail> {

  /** When a kind of tail is needed, and from where on. */
  interface Need<T> {

    /** For the log. */
    String name();

    /** Whether the tail of this partition is needed now. */
    boolean isNeeded(int partition);

    /** A tail that begins now; empty if that cannot be yet. */
    Optional<T> begin(int partition);

    /** Whether a tail that is held still makes up for what is lacking. */
    boolean fits(T tail);

    /** Whether a tail that fits is to end all the same, and to begin anew if it is needed. */
    default boolean isOutdated(T tail) {
      return false;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(ActiveTails.class);

  /** An owner that has just come back is slow at first, and what it moved is on its way. */
  static final Duration LINGER = Duration.ofSeconds(5);

  /** Then the tail may begin further on, and less has to be held. */
  private static final Duration AFTER_OVERFLOW = Duration.ofSeconds(5);

  private final Need<T> need;
  private final TailProgress progress;
  private final long maxBytes;
  private final LongSupplier nanoTime;
  private final AtomicReferenceArray<T> tails;
  private final long[] neededAt;
  private final long[] notBefore;
  private volatile int held;

  /**
   * @param progress is told which tails there are
   * @param maxBytes of all tails together
   */
  ActiveTails(int partitions, long maxBytes, Need<T> need, TailProgress progress) {
    this(partitions, maxBytes, need, progress, System::nanoTime);
  }

  /** The same by another clock, in nanoseconds from any origin. */
  ActiveTails(
      int partitions, long maxBytes, Need<T> need, TailProgress progress, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.need = need;
    this.progress = progress;
    this.maxBytes = maxBytes;
    this.tails = new AtomicReferenceArray<>(partitions);
    this.neededAt = new long[partitions];
    this.notBefore = new long[partitions];
    Arrays.fill(notBefore, nanoTime.getAsLong());
  }

  TailProgress progress() {
    return progress;
  }

  /** The tail of this partition; empty if none is held, or if it no longer fits. */
  Optional<T> at(int partition) {
    T tail = tails.get(partition);
    return tail == null ? Optional.empty() : Optional.of(tail).filter(need::fits);
  }

  boolean isEmpty() {
    return held == 0;
  }

  /** Those that are held and fit. */
  Stream<T> all() {
    return IntStream.range(0, tails.length()).mapToObj(this::at).flatMap(Optional::stream);
  }

  /** Begins and ends tails, and returns those to be read. Called by the writing thread. */
  List<T> update() {
    long now = nanoTime.getAsLong();
    List<T> held = new ArrayList<>();
    for (int p = 0; p < tails.length(); p++) {
      update(p, now).ifPresent(held::add);
    }
    long bytes = held.stream().mapToLong(Tail::bytes).sum();
    if (bytes > maxBytes) {
      T largest = held.stream().max(Comparator.comparing(Tail::bytes)).orElseThrow();
      giveUp(largest, bytes, now);
      held.remove(largest);
    }
    return held;
  }

  private Optional<T> update(int partition, long now) {
    boolean needed = need.isNeeded(partition);
    if (needed) {
      neededAt[partition] = now;
    }
    Optional<T> held = Optional.ofNullable(tails.get(partition));
    if (held.isPresent() && (!need.fits(held.get()) || need.isOutdated(held.get()))) {
      lose(held.get());
      held = Optional.empty();
    } else if (held.isPresent() && now - neededAt[partition] > LINGER.toNanos()) {
      end(held.get(), progress::ended);
      held = Optional.empty();
    }
    return held.isEmpty() && needed && now - notBefore[partition] >= 0 ? begin(partition) : held;
  }

  private Optional<T> begin(int partition) {
    Optional<T> begun = need.begin(partition);
    begun.ifPresent(
        tail -> {
          tail.start().forEach(progress::begun);
          tails.set(partition, tail);
          count();
          LOG.info("the log's tail is read, kind={} from={}", need.name(), tail.start());
        });
    return begun;
  }

  private void lose(T tail) {
    end(tail, progress::lost);
  }

  private void end(T tail, Consumer<TopicPartition> ended) {
    // First: who has read without it must see that it has ended.
    tail.start().keySet().forEach(ended);
    tails.set(tail.partition(), null);
    count();
    LOG.info("the log's tail is no longer read, kind={} from={}", need.name(), tail.start());
  }

  private void count() {
    held =
        Math.toIntExact(
            IntStream.range(0, tails.length()).filter(p -> tails.get(p) != null).count());
  }

  private void giveUp(T tail, long bytes, long now) {
    lose(tail);
    notBefore[tail.partition()] = now + AFTER_OVERFLOW.toNanos();
    LOG.warn(
        "the log's tail does not fit, see query.overlay.max.bytes: kind={} partition={} bytes={}"
            + " max={}",
        need.name(),
        tail.partition(),
        bytes,
        maxBytes);
  }

  /** Ends all, since the log cannot be read. Called by the writing thread. */
  void endAll() {
    IntStream.range(0, tails.length())
        .mapToObj(p -> Optional.ofNullable(tails.get(p)))
        .flatMap(Optional::stream)
        .forEach(this::lose);
  }
}
