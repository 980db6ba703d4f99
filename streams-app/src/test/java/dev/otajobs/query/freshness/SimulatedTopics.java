package dev.otajobs.query.freshness;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One partition of both source topics and of the changelog, its owner and a standby, in steps of
 * one nanosecond each. Who asks sees all of it, but not at one moment: between the questions it
 * goes on.
 */
final class SimulatedTopics {

  private final Random random;
  final List<PartitionOffsets> ends = new ArrayList<>();
  private final List<PartitionOffsets> inChangelog = new ArrayList<>();
  long events;
  long misplaced;

  /** The offset of the first event of an open transaction; none is open if it is the end. */
  private long stable;

  private boolean open;
  PartitionOffsets processed = new PartitionOffsets(0, 0);
  PartitionOffsets committed = new PartitionOffsets(0, 0);
  int restored;
  long now;

  SimulatedTopics(Random random) {
    this.random = random;
    ends.add(new PartitionOffsets(0, 0));
  }

  /** Some of them write, process, commit or restore. */
  void goOn() {
    for (int steps = random.nextInt(4); steps > 0; steps--) {
      step();
      now++;
      ends.add(ends());
    }
  }

  private void step() {
    switch (random.nextInt(9)) {
      case 0 -> events += random.nextInt(3);
      case 1 -> misplaced += random.nextInt(2);
      case 2 ->
          process(
              new PartitionOffsets(
                  Math.min(readable().events(), processed.events() + 1), processed.misplaced()));
      case 3 ->
          process(
              new PartitionOffsets(
                  processed.events(), Math.min(misplaced, processed.misplaced() + 1)));
      case 7 -> open = true;
      case 8 -> open = false;
      case 4 -> committed = processed;
      case 5 -> restored = Math.min(inChangelog.size(), restored + random.nextInt(4));
      default -> process(readable());
    }
    stable = open ? stable : events;
  }

  /** A record of the changelog for each step; a commit comes after what it commits is written. */
  private void process(PartitionOffsets next) {
    if (!next.equals(processed)) {
      processed = next;
      inChangelog.add(next);
    }
  }

  PartitionOffsets ends() {
    return new PartitionOffsets(events, misplaced);
  }

  /** The ends of what can be read. */
  PartitionOffsets readable() {
    return new PartitionOffsets(stable, misplaced);
  }

  long changelogEnd() {
    return inChangelog.size();
  }

  /** What is in the standby's store. */
  PartitionOffsets inStandby() {
    return restored == 0 ? new PartitionOffsets(0, 0) : inChangelog.get(restored - 1);
  }

  /** Whether all that was written by that time is among these. */
  boolean isComplete(PartitionOffsets store, long asOf) {
    return store.reach(ends.get((int) Math.max(0, asOf)));
  }
}
