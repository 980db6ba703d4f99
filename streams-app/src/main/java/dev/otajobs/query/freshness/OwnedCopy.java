package dev.otajobs.query.freshness;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The age of an owner's copy: complete up to the end offsets that are processed in both topics. */
final class OwnedCopy implements PerGeneration.Aging {

  private final EndOffsetHistory events = new EndOffsetHistory();
  private final EndOffsetHistory misplaced = new EndOffsetHistory();
  private final Watermark watermark = new Watermark();
  private OptionalLong eventsAsOf = OptionalLong.empty();
  private OptionalLong misplacedAsOf = OptionalLong.empty();

  /**
   * Takes an observation.
   *
   * @param time at which the brokers were asked
   * @param ends their answer
   * @param processed by now
   */
  void observe(long time, PartitionOffsets ends, PartitionOffsets processed) {
    events.add(time, ends.events());
    misplaced.add(time, ends.misplaced());
    eventsAsOf = later(events.reachedBy(processed.events()), eventsAsOf);
    misplacedAsOf = later(misplaced.reachedBy(processed.misplaced()), misplacedAsOf);
    if (eventsAsOf.isPresent() && misplacedAsOf.isPresent()) {
      long first = eventsAsOf.getAsLong();
      long second = misplacedAsOf.getAsLong();
      watermark.raise(first - second < 0 ? first : second);
    }
  }

  @Override
  public Optional<Duration> age(long now) {
    return watermark.age(now);
  }

  private static OptionalLong later(OptionalLong reached, OptionalLong before) {
    return reached.isPresent() ? reached : before;
  }
}
