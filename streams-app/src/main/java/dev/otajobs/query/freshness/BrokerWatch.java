package dev.otajobs.query.freshness;

import dev.otajobs.projection.StandbyProgress;
import dev.otajobs.topics.EndOffsets;
import dev.otajobs.topics.OffsetReader;
import dev.otajobs.topics.TopicException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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
 * Reads end offsets and committed offsets from the brokers on a thread of its own: four times a
 * second for {@link Freshness}, and at once when a query waits for end offsets. All queries that
 * wait share the same requests.
 */
public final class BrokerWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
  private static final Duration PERIOD = Duration.ofMillis(250);
  private static final int MAX_WAITING = 10_000;

  /** Between two questions while a leader does not answer. */
  private static final Duration AGAIN = Duration.ofMillis(50);

  /** An answer usually comes within milliseconds. */
  private static final Duration SOON = Duration.ofMillis(200);

  private record Waiting(int partition, long until, Context context, Promise<EndOffsets> promise) {

    void complete(EndOffsets ends) {
      context.runOnContext(then -> promise.tryComplete(ends));
    }

    void fail(Throwable cause) {
      context.runOnContext(then -> promise.tryFail(cause));
    }
  }

  private final Vertx vertx;
  private final OffsetReader offsets;
  private final StandbyProgress standbys;
  private final Freshness freshness;
  private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final BrokerReachability brokers = new BrokerReachability(System::nanoTime);
  private final Thread thread = new Thread(this::watch, "broker-watch");

  /**
   * What the group's coordinator was asked and has not answered. Used by the watching thread only.
   */
  private @Nullable KafkaFuture<Map<TopicPartition, Long>> committed;

  /** When freshness was last told. Used by the watching thread only. */
  private long observed = System.nanoTime() - PERIOD.toNanos();

  /**
   * @param offsets its timeout must be less than {@link BrokerReachability#LIMIT}
   * @param standbys the partitions whose changelog is watched
   */
  public BrokerWatch(
      Vertx vertx, OffsetReader offsets, StandbyProgress standbys, Freshness freshness) {
    this.vertx = vertx;
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

  /**
   * The end offsets of the source topics, read after this call, those of this partition among them.
   * Asks again until its leader answers. Fails if that is not in time, if no broker answers, or if
   * 10,000 queries wait already.
   */
  public Future<EndOffsets> endOffsets(int partition, Duration timeout) {
    Waiting own =
        new Waiting(
            partition,
            System.nanoTime() + timeout.toNanos(),
            vertx.getOrCreateContext(),
            Promise.promise());
    return waiting.offer(own)
        ? own.promise().future()
        : Future.failedFuture(new TopicException("too many queries wait for the end offsets"));
  }

  /** Whether the brokers are unreachable: requests of the last seconds failed. */
  public boolean isOutage() {
    return brokers.isOutage();
  }

  private void watch() {
    try {
      while (true) {
        Waiting first = waiting.poll(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        List<Waiting> group = new ArrayList<>();
        if (first != null) {
          group.add(first);
        }
        waiting.drainTo(group);
        read(group);
      }
    } catch (InterruptedException e) {
      LOG.debug("the watch of the brokers is closed");
    }
  }

  private void read(List<Waiting> group) throws InterruptedException {
    long time = System.nanoTime();
    try {
      EndOffsets ends = offsets.ends();
      brokers.answered(time);
      // Before the rest is read: queries need no more, and may come many times a second.
      boolean complete = answer(group, ends);
      group.clear();
      if (time - observed >= PERIOD.toNanos()) {
        observed = time;
        freshness.observeSource(time, ends, offsets.stableEnds());
        observeCommitted();
      } else if (!complete) {
        TimeUnit.NANOSECONDS.sleep(AGAIN.toNanos());
      }
    } catch (RuntimeException e) {
      brokers.failed(time);
      log(e);
      group.forEach(one -> one.fail(e));
      TimeUnit.NANOSECONDS.sleep(PERIOD.toNanos());
    }
  }

  /** Answers those whose partition's ends are known, and keeps the others; whether all were. */
  private boolean answer(List<Waiting> group, EndOffsets ends) {
    boolean all = true;
    for (Waiting one : group) {
      if (freshness.knows(ends, one.partition())) {
        one.complete(ends);
      } else {
        all = false;
        if (System.nanoTime() - one.until() > 0 || !waiting.offer(one)) {
          one.fail(new TopicException("the leader of the partition does not answer"));
        }
      }
    }
    return all;
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

  private static void log(RuntimeException failure) {
    if (failure instanceof TopicException || failure instanceof KafkaException) {
      LOG.debug("the brokers do not answer", failure);
    } else {
      LOG.error("cannot read offsets from the brokers", failure);
    }
  }

  /** Stops the thread; queries that wait fail. */
  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
    List<Waiting> group = new ArrayList<>();
    waiting.drainTo(group);
    group.forEach(one -> one.promise().fail("closing"));
  }
}
