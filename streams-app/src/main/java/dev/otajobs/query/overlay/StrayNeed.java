package dev.otajobs.query.overlay;

import dev.otajobs.config.TopicsConfig;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.routing.Owners;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;

/**
 * Strays are needed of a partition whose owner is late to move what was misplaced to it.
 *
 * @param caughtUp whether this instance owns partitions and is up to date in all of them
 * @param catchingUp whether this instance owns a partition and has not caught up since its start:
 *     then it is about to move that partition's misplaced events itself, and its own copies could
 *     not take them as strays
 */
record StrayNeed(
    TopicsConfig topics,
    Ingest ingest,
    Freshness freshness,
    Owners owners,
    BooleanSupplier caughtUp,
    IntPredicate catchingUp)
    implements ActiveTails.Need<Strays> {

  /** With more to do, an owner that has just begun is faster without a second reader. */
  private static final long BACKLOG = 10_000;

  private static final Duration RENEWED = Duration.ofSeconds(15);

  @Override
  public String name() {
    return "strays";
  }

  @Override
  public boolean isNeeded(int partition) {
    return owners.areSilent(partition) || freshness.moves().areLate(partition);
  }

  /** What was moved long ago is dropped, and so is all once there is too much else to do. */
  @Override
  public boolean isOutdated(Strays strays) {
    return isBacklog(strays.partition())
        || strays.heldFor().compareTo(RENEWED) > 0
            && freshness.moves().movedBelow(strays.partition()).orElse(0) > strays.from();
  }

  private boolean isBacklog(int partition) {
    return freshness.moves().behind(partition) > BACKLOG && !caughtUp.getAsBoolean();
  }

  @Override
  public Optional<Strays> begin(int partition) {
    return freshness.moves().movedBelow(partition).stream()
        .filter(from -> !isBacklog(partition) && !catchingUp.test(partition))
        .mapToObj(from -> new Strays(topics.eventsAt(partition), from, ingest))
        .findFirst();
  }

  @Override
  public boolean fits(Strays strays) {
    return true;
  }
}
