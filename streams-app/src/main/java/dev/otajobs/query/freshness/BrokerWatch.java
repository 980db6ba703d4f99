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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
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

  private record Waiting(Context context, Promise<EndOffsets> promise) {

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
   * The end offsets of the source topics, read after this call. Fails if the brokers do not answer,
   * or if 10,000 queries wait already.
   */
  public Future<EndOffsets> endOffsets() {
    Waiting own = new Waiting(vertx.getOrCreateContext(), Promise.promise());
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
      group.forEach(one -> one.complete(ends));
      if (time - observed >= PERIOD.toNanos()) {
        observed = time;
        freshness.observeSource(time, ends, offsets.stableEnds());
        freshness.observeStandbys(
            offsets.withCommitted(ends), offsets.changelogEnds(standbys.partitions()));
      }
    } catch (RuntimeException e) {
      brokers.failed(time);
      log(e);
      group.forEach(one -> one.fail(e));
      TimeUnit.NANOSECONDS.sleep(PERIOD.toNanos());
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
