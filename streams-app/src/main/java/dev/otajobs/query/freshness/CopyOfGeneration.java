package dev.otajobs.query.freshness;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What is known of the copy that a store has now. A store that is opened again may stand before
 * where it stood: what was known of it then says nothing of it now. Written by one thread, read by
 * any.
 *
 * @param <C> the kind of copy
 */
final class CopyOfGeneration<C extends CopyOfGeneration.Aging> {

  /** A copy whose age is known. */
  interface Aging {
    Optional<Duration> age(long now);
  }

  private record Known<C>(int generation, C copy) {}

  private final IntSupplier generation;
  private final Supplier<C> fresh;
  private volatile Known<C> known;

  /**
   * @param generation grows whenever the store is opened, before it can be read
   * @param fresh a copy of which nothing is known
   */
  CopyOfGeneration(IntSupplier generation, Supplier<C> fresh) {
    this.generation = generation;
    this.fresh = fresh;
    this.known = new Known<>(generation.getAsInt(), fresh.get());
  }

  /** Lets this look at how far the store has come, and tell the copy. */
  void observe(Consumer<C> observation) {
    // Before the look: what was seen of an earlier store must not be held for this one's.
    int now = generation.getAsInt();
    if (known.generation() != now) {
      known = new Known<>(now, fresh.get());
    }
    observation.accept(known.copy());
  }

  /** How old the copy may be; empty if nothing is known of the one that there is now. */
  Optional<Duration> age(long now) {
    Known<C> latest = known;
    return latest.generation() == generation.getAsInt() ? latest.copy().age(now) : Optional.empty();
  }
}
