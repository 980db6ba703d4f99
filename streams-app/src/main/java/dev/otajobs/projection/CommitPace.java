package dev.otajobs.projection;

import dev.otajobs.config.KafkaConfig;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * When a stream thread commits under exactly-once. A commit makes changes visible to standbys and
 * to whoever reads committed records; the thread folds nothing until the brokers have answered.
 * While commits are quick, there is one every 100 ms. On a slow cluster or a busy machine they
 * would take most of the time, so they are made to take at most a quarter of it, as long as none
 * waits for more than {@link #LATEST}.
 *
 * <p>An operator who sets {@code kafka.commit.interval.ms} gets that interval and no pace. Each
 * stream thread has its own pace; thread-safe.
 */
public final class CommitPace {

  /** The interval of commits after which Kafka Streams makes one by itself. */
  static final Duration LATEST = Duration.ofMillis(500);

  private static final Duration SOONEST = Duration.ofMillis(100);

  /** The time between two commits, in times of what the last one took. */
  private static final int SPARED = 3;

  private static final class Commits {
    private boolean any;
    private long spent;
    private long took;
    private long ended;
  }

  private final boolean paced;
  private final LongSupplier nanoTime;
  private final ThreadLocal<Commits> commits = ThreadLocal.withInitial(Commits::new);

  public CommitPace(KafkaConfig kafka) {
    this(
        kafka.guarantee() == KafkaConfig.Guarantee.exactly_once_v2
            && !kafka.clientSettings().containsKey(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG),
        System::nanoTime);
  }

  /**
   * @param paced whether it asks for commits at all
   * @param nanoTime nanoseconds from any origin
   */
  CommitPace(boolean paced, LongSupplier nanoTime) {
    this.paced = paced;
    this.nanoTime = nanoTime;
  }

  /** Asks for commits of this task, when they are due, until the task is closed. */
  void set(ProcessingContext context) {
    if (paced) {
      context.schedule(
          SOONEST,
          PunctuationType.WALL_CLOCK_TIME,
          now -> {
            if (isDue()) {
              context.commit();
            }
          });
    }
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
    own.any = true;
    own.took = own.spent;
    own.spent = 0;
    own.ended = nanoTime.getAsLong();
  }

  /** Whether this thread may commit again. */
  boolean isDue() {
    Commits own = commits.get();
    return own.any
        && nanoTime.getAsLong() - own.ended >= Math.max(SOONEST.toNanos(), SPARED * own.took);
  }
}
