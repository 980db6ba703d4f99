package dev.otajobs.query.freshness;

import dev.otajobs.config.TopicsConfig;
import dev.otajobs.topics.EndOffsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * How misplaced events are on their way to the partition of their key, and from where on the tails
 * have to be read that make up for the late ones. Observations come from one thread; any thread may
 * ask.
 */
public final class Moves {

  /** Commits are 100 to 500 ms apart, each takes a while, and is seen 250 ms later. */
  private static final Duration LATE = Duration.ofMillis(1_250);

  /** A copy with a lag of at most so much has got everything that was moved before it. */
  static final Duration SETTLED = Duration.ofSeconds(4);

  private final TopicsConfig topics;
  private final Tails tails;
  private final MovedAges ages;
  private final List<HeldMoves> held;
  private final CommitHistory commits = new CommitHistory();
  private volatile EndOffsets last = EndOffsets.NONE;
  private final MovedHistory known = new MovedHistory();
  private long time;
  private EndOffsets stable = EndOffsets.NONE;

  Moves(TopicsConfig topics, int partitions, Tails tails) {
    this.topics = topics;
    this.tails = tails;
    this.ages = new MovedAges(partitions, tails.strays());
    this.held = IntStream.range(0, partitions).mapToObj(p -> new HeldMoves()).toList();
  }

  void observeSource(long now, EndOffsets acknowledged, EndOffsets stableEnds) {
    time = now;
    stable = stableEnds;
    for (int p = 0; p < held.size(); p++) {
      TopicPartition moved = topics.misplacedAt(p);
      if (acknowledged.has(moved) && stableEnds.has(moved)) {
        held.get(p).observe(now, end(acknowledged, moved), end(stableEnds, moved));
      }
    }
    ages.observeRead(now, this::stableEnd, p -> tails.strays().next(topics.eventsAt(p)).orElse(0));
    publish();
  }

  private void publish() {
    // First: a tail that ends from now on is not counted.
    int endings = tails.strays().endings();
    long now = System.nanoTime();
    known.add(new MovedHistory.Known(now, endings, ages.asOf(now), ages.movedAsOf(now)));
  }

  void observeCommitted(Map<TopicPartition, Long> committed) {
    ages.observeMoved(time, this::stableEnd, p -> committed.getOrDefault(topics.eventsAt(p), 0L));
    last = new EndOffsets(stable.ends(), committed);
    commits.add(time, committed);
    publish();
  }

  /** As of the last observation; empty if the partition's leader did not answer. */
  private OptionalLong stableEnd(int partition) {
    TopicPartition events = topics.eventsAt(partition);
    return stable.has(events) ? OptionalLong.of(end(stable, events)) : OptionalLong.empty();
  }

  private static long end(EndOffsets offsets, TopicPartition partition) {
    return offsets.ends().getOrDefault(partition, 0L);
  }

  private static long committed(EndOffsets offsets, TopicPartition partition) {
    return offsets.committed().getOrDefault(partition, 0L);
  }

  /**
   * The age of the misplaced events that a copy of this lag may lack: all that could be read longer
   * ago are in it, or are strays that are laid over it. Empty if that is not known.
   */
  Optional<Duration> age(Age copy, long now) {
    // What was moved before the time up to which the copy has everything is in it.
    return known
        .before(now - copy.lag().toNanos())
        .map(then -> asOf(then, copy.takesStrays()))
        .filter(OptionalLong::isPresent)
        .map(asOf -> Duration.ofNanos(Math.max(0, now - asOf.getAsLong())));
  }

  private OptionalLong asOf(MovedHistory.Known then, boolean withStrays) {
    boolean areHeld = then.endings() == tails.strays().endings();
    return withStrays && areHeld ? then.asOf() : then.movedAsOf();
  }

  /**
   * Whether misplaced events that were written to this partition may be late, since its owner has
   * committed nothing lately.
   */
  public boolean areLate(int partition) {
    return last != EndOffsets.NONE
        && ages.ofMoved(partition, System.nanoTime())
            .filter(age -> age.compareTo(LATE) <= 0)
            .isEmpty();
  }

  /**
   * The offset of the events topic below which the owner had moved all misplaced events long ago: a
   * copy that takes strays has got what was moved then. Empty while that is not known.
   */
  public OptionalLong movedBelow(int partition) {
    return commits
        .before(System.nanoTime() - SETTLED.toNanos())
        .map(committed -> committed.getOrDefault(topics.eventsAt(partition), 0L))
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /** How many records of the events topic the owner has not committed. */
  public long behind(int partition) {
    TopicPartition events = topics.eventsAt(partition);
    return end(last, events) - committed(last, events);
  }

  /**
   * The offset in the topic of misplaced events from which on the open transaction of an instance
   * holds them back; empty if none does.
   */
  public OptionalLong heldFrom(int partition) {
    HeldMoves moves = held.get(partition);
    return moves.isHeldForLong() ? OptionalLong.of(moves.stable()) : OptionalLong.empty();
  }
}
