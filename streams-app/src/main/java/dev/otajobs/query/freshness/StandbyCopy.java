package dev.otajobs.query.freshness;

import dev.otajobs.query.freshness.Milestones.Milestone;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A standby's copy: complete as of a time once all that was written to the source topics by then is
 * committed, which its owner does after the changelog has it, and the changelog of that commit is
 * restored.
 */
final class StandbyCopy {

  private final OwnedCopy committed = new OwnedCopy();
  private final Milestones changelog = new Milestones();
  private volatile @Nullable Milestone complete;

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
    changelog.reachedBy(restored).ifPresent(reached -> complete = reached);
  }

  /**
   * How old the copy may be; empty if nothing is known, or if it is being restored anew.
   *
   * @param restored how far this standby has read the changelog by now
   */
  Optional<Duration> age(long now, long restored) {
    Milestone known = complete;
    return known == null || restored < known.offset()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.max(0, now - known.time())));
  }
}
