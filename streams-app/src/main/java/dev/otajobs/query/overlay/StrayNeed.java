package dev.otajobs.query.overlay;

import dev.otajobs.config.TopicsConfig;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.routing.Owners;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Strays are needed of a partition whose owner is late to move what was misplaced to it. */
record StrayNeed(
    TopicsConfig topics,
    Ingest ingest,
    Freshness freshness,
    Owners owners,
    BooleanSupplier caughtUp)
    implements HeldTails.Need<Strays> {

  /** With more to do, an owner that has just begun is faster without a second reader. */
  private static final long BACKLOG = 10_000;

  @Override
  public String name() {
    return "strays";
  }

  @Override
  public boolean isNeeded(int partition) {
    return owners.areSilent(partition) || freshness.moves().areLate(partition);
  }

  @Override
  public Optional<Strays> begin(int partition) {
    return freshness.moves().movedBelow(partition).stream()
        .filter(from -> freshness.moves().behind(partition) <= BACKLOG || caughtUp.getAsBoolean())
        .mapToObj(from -> new Strays(topics.eventsAt(partition), from, ingest))
        .findFirst();
  }

  @Override
  public boolean fits(Strays strays) {
    return true;
  }
}
