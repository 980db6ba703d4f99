package dev.otajobs.query.freshness;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Tracks the copy in the store's present generation. A store that is opened again starts a new
 * generation: it may have lost events, so what was known about the earlier one is dropped. Written
 * by one thread, read by any.
 *
 * @param <C> the kind of copy
 */
final class PerGeneration<C extends PerGeneration.Aging> {

  /** A copy whose age is measured. */
  interface Aging {
    Optional<Duration> age(long now);
  }

  private record Known<C>(int generation, C copy) {}

  private final IntSupplier generation;
  private final Supplier<C> newCopy;
  private volatile Known<C> known;

  /**
   * @param generation grows whenever the store is opened, before it can be read
   * @param newCopy makes the tracker of a new generation
   */
  PerGeneration(IntSupplier generation, Supplier<C> newCopy) {
    this.generation = generation;
    this.newCopy = newCopy;
    this.known = new Known<>(generation.getAsInt(), newCopy.get());
  }

  /** Runs an observation, which reads the store's position and updates the copy. */
  void observe(Consumer<C> observation) {
    // Before the position is read: it must not be taken for that of a later generation.
    int now = generation.getAsInt();
    if (known.generation() != now) {
      known = new Known<>(now, newCopy.get());
    }
    observation.accept(known.copy());
  }

  /** The tracker of the present generation; empty if there was no observation of it yet. */
  Optional<C> present() {
    Known<C> latest = known;
    return latest.generation() == generation.getAsInt()
        ? Optional.of(latest.copy())
        : Optional.empty();
  }

  /** The age of the copy; empty if nothing is known about the store's present generation. */
  Optional<Duration> age(long now) {
    return present().flatMap(copy -> copy.age(now));
  }
}
