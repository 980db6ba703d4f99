package dev.otajobs.query.freshness;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A standby's copy: complete as of a time once all that was written to the source topics by then is
 * committed, which its owner does after the changelog has it, and the changelog of that commit is
 * restored.
 */
final class StandbyCopy implements CopyOfGeneration.Aging {

  private final OwnedCopy committed = new OwnedCopy();
  private final Milestones changelog = new Milestones();
  private final FreshAsOf asOf = new FreshAsOf();

  /**
   * What the brokers said, asked in this order.
   *
   * @param changelogEnd of the partition, asked for after the committed offsets
   * @param restored how far this standby has read the changelog
   */
  void observe(
      long time, SourceOffsets ends, SourceOffsets commits, long changelogEnd, long restored) {
    committed.observe(time, ends, commits);
    committed.age(time).ifPresent(age -> changelog.add(time - age.toNanos(), changelogEnd));
    OptionalLong reached = changelog.reachedBy(restored);
    reached.ifPresent(asOf::raise);
  }

  @Override
  public Optional<Duration> age(long now) {
    return asOf.age(now);
  }
}
