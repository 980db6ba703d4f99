package dev.otajobs.query.freshness;

import dev.otajobs.topics.TopicException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the brokers can be reached from this process. Thread-safe. */
public final class BrokerReachability {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerReachability.class);

  /**
   * Without an answer for this long the brokers count as unreachable. A request fails sooner, so
   * one that took longer means that this process was paused.
   */
  static final Duration LIMIT = Duration.ofSeconds(3);

  private final LongSupplier nanoTime;
  private volatile long lastAnswer;
  private volatile long lastFailure;

  /** By the clock of this process. */
  public BrokerReachability() {
    this(System::nanoTime);
  }

  /** By another clock, in nanoseconds from any origin. */
  BrokerReachability(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastAnswer = nanoTime.getAsLong();
    this.lastFailure = lastAnswer - LIMIT.toNanos();
  }

  /** The request that was sent at this time was answered. */
  void answered(long sent) {
    lastAnswer = sent;
  }

  /** The request that was sent at this time failed; a defect of ours is logged as an error. */
  void failed(long sent, RuntimeException why) {
    if (why instanceof TopicException || why instanceof KafkaException) {
      LOG.debug("the brokers do not answer", why);
    } else {
      LOG.error("cannot read offsets from the brokers", why);
    }
    if (!isLongAgo(sent)) {
      lastFailure = nanoTime.getAsLong();
    }
  }

  /**
   * Whether the brokers are unreachable: no answer and a failure within the limit. After a pause of
   * this process that is false until a request has failed again.
   */
  boolean isOutage() {
    return isLongAgo(lastAnswer) && !isLongAgo(lastFailure);
  }

  private boolean isLongAgo(long time) {
    return nanoTime.getAsLong() - time >= LIMIT.toNanos();
  }
}
