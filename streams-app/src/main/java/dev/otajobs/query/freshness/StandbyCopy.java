package dev.otajobs.query.freshness;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The age of a standby's copy. It is complete up to a time once everything that was written to the
 * source topics before it is committed by the owner, which commits after the changelog is written,
 * and the changelog is restored up to where it ended after that commit.
 */
final class StandbyCopy implements PerGeneration.Aging {

  private final OwnedCopy committed = new OwnedCopy();
  private final EndOffsetHistory changelog = new EndOffsetHistory();
  private final Watermark watermark = new Watermark();
  private final CoveredOffsets covered = new CoveredOffsets();

  /**
   * Takes an observation, whose parts were read in the order of the parameters.
   *
   * @param time at which the brokers were asked
   * @param ends of the source topics
   * @param commits of the owner
   * @param changelogEnd of the partition's changelog
   * @param restored the changelog offset that this standby has reached
   */
  void observe(
      long time,
      PartitionOffsets ends,
      PartitionOffsets commits,
      long changelogEnd,
      long restored) {
    committed.observe(time, ends, commits);
    committed.age(time).ifPresent(age -> changelog.add(time - age.toNanos(), changelogEnd));
    OptionalLong reached = changelog.reachedBy(restored);
    reached.ifPresent(watermark::raise);
    covered.observe(commits, changelogEnd, restored);
  }

  /** The source offsets below which it has everything; empty while that is not known. */
  Optional<PartitionOffsets> covered() {
    return covered.covered();
  }

  @Override
  public Optional<Duration> age(long now) {
    return watermark.age(now);
  }
}
