package dev.otajobs.query.freshness;

import dev.otajobs.projection.StandbyProgress;
import dev.otajobs.topics.EndOffsets;
import dev.otajobs.topics.OffsetReader;
import dev.otajobs.topics.TopicException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads end offsets and committed offsets from the brokers four times a second, on a thread of its
 * own, for {@link Freshness}.
 */
public final class BrokerWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
  private static final Duration PERIOD = Duration.ofMillis(250);

  /** Where leaders do not answer, a round takes longer than the period. */
  private static final Duration LEAST_REST = Duration.ofMillis(50);

  /** An answer usually comes within milliseconds. */
  private static final Duration SOON = Duration.ofMillis(200);

  private final OffsetReader offsets;
  private final StandbyProgress standbys;
  private final Freshness freshness;
  private final Thread thread = new Thread(this::watch, "broker-watch");

  /**
   * What the group's coordinator was asked and has not answered. Used by the watching thread only.
   */
  private @Nullable KafkaFuture<Map<TopicPartition, Long>> committed;

  /**
   * @param standbys the partitions whose changelog is watched
   */
  public BrokerWatch(OffsetReader offsets, StandbyProgress standbys, Freshness freshness) {
    this.offsets = offsets;
    this.standbys = standbys;
    this.freshness = freshness;
  }

  /** Starts the thread. */
  public BrokerWatch begin() {
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  private void watch() {
    try {
      while (true) {
        long begun = System.nanoTime();
        observe(begun);
        long left = PERIOD.toNanos() - (System.nanoTime() - begun);
        TimeUnit.NANOSECONDS.sleep(Math.max(LEAST_REST.toNanos(), left));
      }
    } catch (InterruptedException e) {
      LOG.debug("the watch of the brokers is closed");
    }
  }

  private void observe(long time) throws InterruptedException {
    try {
      EndOffsets ends = offsets.ends();
      freshness.observeSource(time, ends, offsets.stableEnds());
      observeCommitted();
    } catch (RuntimeException e) {
      log(LOG, e);
    }
  }

  /**
   * The group's coordinator may be away while the partitions' leaders answer: its answer is waited
   * for only so long, and taken when it comes.
   */
  private void observeCommitted() throws InterruptedException {
    KafkaFuture<Map<TopicPartition, Long>> asked =
        committed == null ? offsets.askCommitted() : committed;
    try {
      Map<TopicPartition, Long> answer = asked.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
      committed = null;
      freshness.observeCommitted(answer);
      freshness.observeStandbys(answer, offsets.changelogEnds(standbys.partitions()));
    } catch (TimeoutException e) {
      committed = asked;
    } catch (ExecutionException e) {
      committed = null;
      LOG.debug("the group's coordinator does not answer", e);
    }
  }

  /** Logs a failed question: as an error if it is a defect of ours, else for debugging. */
  static void log(Logger log, RuntimeException failure) {
    if (failure instanceof TopicException || failure instanceof KafkaException) {
      log.debug("the brokers do not answer", failure);
    } else {
      log.error("cannot read offsets from the brokers", failure);
    }
  }

  /** Stops the thread. */
  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
