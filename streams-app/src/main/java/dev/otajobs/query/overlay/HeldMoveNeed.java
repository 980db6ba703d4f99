package dev.otajobs.query.overlay;

import dev.otajobs.config.TopicsConfig;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.query.freshness.Freshness;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What was moved to a partition is needed while an instance that has died holds it back by its open
 * transaction. Records of that transaction may be read, too: each is the copy of an event that was
 * acknowledged.
 *
 * @param here whether this instance answers for a partition
 */
record HeldMoveNeed(TopicsConfig topics, Ingest ingest, Freshness freshness, IntPredicate here)
    implements ActiveTails.Need<Strays> {

  @Override
  public String name() {
    return "held moves";
  }

  @Override
  public boolean isNeeded(int partition) {
    return here.test(partition)
        && (freshness.moves().heldFrom(partition).isPresent()
            || !freshness.positions().isPastHeld(partition));
  }

  @Override
  public Optional<Strays> begin(int partition) {
    return freshness.moves().heldFrom(partition).stream()
        .mapToObj(from -> new Strays(topics.misplacedAt(partition), from, ingest))
        .findFirst();
  }

  @Override
  public boolean fits(Strays strays) {
    return true;
  }
}
