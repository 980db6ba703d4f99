package dev.otajobs.query.freshness;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The copy of the partition's owner: complete once both source topics are processed. */
final class OwnedCopy implements CopyOfGeneration.Aging {

  private final Milestones events = new Milestones();
  private final Milestones misplaced = new Milestones();
  private final FreshAsOf asOf = new FreshAsOf();
  private OptionalLong eventsAsOf = OptionalLong.empty();
  private OptionalLong misplacedAsOf = OptionalLong.empty();

  /** What the brokers said when they were asked at this time, and what is processed by now. */
  void observe(long time, SourceOffsets ends, SourceOffsets processed) {
    events.add(time, ends.events());
    misplaced.add(time, ends.misplaced());
    eventsAsOf = later(events.reachedBy(processed.events()), eventsAsOf);
    misplacedAsOf = later(misplaced.reachedBy(processed.misplaced()), misplacedAsOf);
    if (eventsAsOf.isPresent() && misplacedAsOf.isPresent()) {
      long first = eventsAsOf.getAsLong();
      long second = misplacedAsOf.getAsLong();
      asOf.raise(first - second < 0 ? first : second);
    }
  }

  @Override
  public Optional<Duration> age(long now) {
    return asOf.age(now);
  }

  private static OptionalLong later(OptionalLong reached, OptionalLong before) {
    return reached.isPresent() ? reached : before;
  }
}
