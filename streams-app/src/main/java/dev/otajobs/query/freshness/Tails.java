package dev.otajobs.query.freshness;

/**
 * The tails of the source partitions that this instance reads beside the group.
 *
 * @param overlays both source topics of a partition whose owner is silent, for the copy here
 * @param strays the events topic of a partition whose misplaced events are late
 * @param held the topic of misplaced events, behind the open transaction of an instance
 */
public record Tails(TailProgress overlays, TailProgress strays, TailProgress held) {

  /** None is read yet. */
  public Tails() {
    this(new TailProgress(), new TailProgress(), new TailProgress());
  }
}
