package dev.otajobs.query.freshness;

import dev.otajobs.topics.HeldBack;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

/**
 * Where the records of one partition end that can be read, before the first open transaction, and
 * up to which time everything acknowledged lies before that. Written by one thread, read by any.
 */
final class ReadableEnds {

  /** An older observation is out of date: this process was paused, or the brokers are away. */
  private static final Duration TELLING = Duration.ofSeconds(2);

  /**
   * The last observation.
   *
   * @param since when these ends were first seen with records behind them
   * @param asOf everything acknowledged before that time lies before the readable ends; empty while
   *     that is not known of any time
   */
  record Seen(long time, PartitionOffsets readable, long heldBack, long since, OptionalLong asOf) {}

  private static final PartitionOffsets NONE = new PartitionOffsets(0, 0);

  private final PerGeneration<OwnedCopy> acknowledged;
  private volatile Seen seen = new Seen(0, NONE, 0, 0, OptionalLong.empty());

  /**
   * @param generation changes when less can be read than before
   */
  ReadableEnds(IntSupplier generation) {
    this.acknowledged = new PerGeneration<>(generation, OwnedCopy::new);
  }

  /**
   * Takes an observation.
   *
   * @param time at which the brokers were asked
   * @param ends of everything acknowledged, read first
   * @param readable the ends of what can be read, read afterwards
   */
  void observe(long time, PartitionOffsets ends, PartitionOffsets readable) {
    acknowledged.observe(copy -> copy.observe(time, ends, readable));
    Optional<Duration> age = acknowledged.age(time);
    long heldBack = Math.max(0, ends.events() - readable.events());
    boolean goesOn = seen.heldBack() > 0 && seen.readable().events() == readable.events();
    seen =
        new Seen(
            time,
            readable,
            heldBack,
            goesOn ? seen.since() : time,
            age.isPresent() ? OptionalLong.of(time - age.get().toNanos()) : OptionalLong.empty());
  }

  Seen seen() {
    return seen;
  }

  /**
   * What open transactions hold back; empty if there are none, if the last observation is out of
   * date, or if more could be read than was processed.
   */
  Optional<HeldBack> heldBack(PartitionOffsets processed, long now) {
    Seen last = seen;
    return last.heldBack() > 0
            && now - last.time() < TELLING.toNanos()
            && processed.reach(last.readable())
        ? Optional.of(
            new HeldBack(Duration.ofNanos(Math.max(0, now - last.since())), last.heldBack()))
        : Optional.empty();
  }
}
