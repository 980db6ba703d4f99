package dev.otajobs.projection;

import dev.otajobs.config.KafkaConfig;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * When a stream thread commits under exactly-once. A commit makes changes visible to standbys and
 * to whoever reads committed records; the thread folds nothing until the brokers have answered.
 * While commits are quick, there is one every 100 ms. On a slow cluster or a busy machine they
 * would take most of the time, so they are made to take at most a quarter of it, as long as none
 * waits for more than {@link #LATEST}. Without events there are no commits.
 *
 * <p>An operator who sets {@code kafka.commit.interval.ms} gets that interval and no pace. Each
 * stream thread has its own pace; thread-safe.
 */
public final class CommitPace {

  /** No commit waits for longer. */
  static final Duration LATEST = Duration.ofMillis(500);

  /** Kafka Streams also commits at this interval, whenever it was asked for a commit. */
  static final Duration KAFKA_INTERVAL = Duration.ofSeconds(2);

  private static final Duration SOONEST = Duration.ofMillis(100);

  /** The time between two commits, in times of what the last one took. */
  private static final int SPARED = 3;

  /** Asks for the commits of one task. For its stream thread only. */
  final class Requests {

    private final ProcessingContext context;
    private @Nullable Cancellable look;

    private Requests(ProcessingContext context) {
      this.context = context;
    }

    /** A record was processed, so a commit is needed. */
    void needed() {
      if (paced && look == null) {
        look = context.schedule(SOONEST, PunctuationType.WALL_CLOCK_TIME, this::askIfDue);
      }
    }

    /** Ends with its commit: a punctuation alone makes Kafka Streams commit the task again. */
    private void askIfDue(long now) {
      if (look != null && isDue()) {
        context.commit();
        look.cancel();
        look = null;
      }
    }
  }

  private static final class Commits {
    private long spent;
    private long took;
    private long ended;

    Commits(long now) {
      ended = now;
    }
  }

  private final boolean paced;
  private final LongSupplier nanoTime;
  private final ThreadLocal<Commits> commits;

  public CommitPace(KafkaConfig kafka) {
    this(
        kafka.guarantee() == KafkaConfig.Guarantee.exactly_once_v2
            && !kafka.clientSettings().containsKey(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG),
        System::nanoTime);
  }

  /** The interval that Kafka Streams is to have unless the operator sets one. */
  static Duration interval(KafkaConfig.Guarantee guarantee) {
    return guarantee == KafkaConfig.Guarantee.exactly_once_v2 ? KAFKA_INTERVAL : LATEST;
  }

  /**
   * @param paced whether it asks for commits at all
   * @param nanoTime nanoseconds from any origin
   */
  CommitPace(boolean paced, LongSupplier nanoTime) {
    this.paced = paced;
    this.nanoTime = nanoTime;
    this.commits = ThreadLocal.withInitial(() -> new Commits(nanoTime.getAsLong()));
  }

  /** For the task of this context. */
  Requests of(ProcessingContext context) {
    return new Requests(context);
  }

  /** Runs a part of a commit of this thread. */
  void spend(Runnable part) {
    long began = nanoTime.getAsLong();
    try {
      part.run();
    } finally {
      commits.get().spent += nanoTime.getAsLong() - began;
    }
  }

  /** This thread's commit has ended. */
  void committed() {
    Commits own = commits.get();
    own.took = own.spent;
    own.spent = 0;
    own.ended = nanoTime.getAsLong();
  }

  /** Whether this thread may commit again. */
  boolean isDue() {
    Commits own = commits.get();
    long wait = Math.max(SOONEST.toNanos(), Math.min(LATEST.toNanos(), SPARED * own.took));
    return nanoTime.getAsLong() - own.ended >= wait;
  }
}
