package dev.otajobs.query.freshness;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers for end offsets when queries wait for them, at once and on a thread of its own.
 * All queries that wait share the same request, for all partitions. Without queries it asks twice a
 * second: so its connections stay open, the partitions' leaders are known, and an outage is
 * noticed.
 */
public final class EndQuestions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EndQuestions.class);
  private static final int MAX_WAITING = 10_000;

  /** Between two questions while a leader does not answer. */
  private static final Duration AGAIN = Duration.ofMillis(50);

  /**
   * While no query waits; with it an outage has a failure within each {@link
   * BrokerReachability#LIMIT}.
   */
  private static final Duration PERIOD = Duration.ofMillis(500);

  /** After a question that no broker answered. */
  private static final Duration AFTER_FAILURE = Duration.ofMillis(250);

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
  private final Freshness freshness;
  private final BrokerReachability brokers = new BrokerReachability(System::nanoTime);
  private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Thread thread = new Thread(this::run, "end-questions");

  /**
   * @param offsets with a client of its own, so that nothing else is asked before a query's
   *     question; its timeout must be less than {@link BrokerReachability#LIMIT}
   */
  public EndQuestions(Vertx vertx, OffsetReader offsets, Freshness freshness) {
    this.vertx = vertx;
    this.offsets = offsets;
    this.freshness = freshness;
  }

  /** Starts the thread. */
  public EndQuestions begin() {
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

  private void run() {
    try {
      while (true) {
        Waiting first = waiting.poll(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        List<Waiting> group = new ArrayList<>();
        if (first != null) {
          group.add(first);
        }
        waiting.drainTo(group);
        ask(group);
      }
    } catch (InterruptedException e) {
      LOG.debug("the questions of queries are closed");
    }
  }

  private void ask(List<Waiting> group) throws InterruptedException {
    long time = System.nanoTime();
    try {
      EndOffsets ends = offsets.ends();
      brokers.answered(time);
      if (!answer(group, ends)) {
        TimeUnit.NANOSECONDS.sleep(AGAIN.toNanos());
      }
    } catch (RuntimeException e) {
      brokers.failed(time);
      BrokerWatch.log(LOG, e);
      group.forEach(one -> one.fail(e));
      TimeUnit.NANOSECONDS.sleep(AFTER_FAILURE.toNanos());
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
