package dev.otajobs.query.freshness;

import dev.otajobs.topics.SourceEnds;
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
 * Asks the brokers, on a thread of its own, how far the source topics are written and committed,
 * four times a second, and how far they are written at once for whoever needs to know. Those who
 * wait share one ask.
 */
public final class SourceWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SourceWatch.class);
  private static final Duration PERIOD = Duration.ofMillis(250);

  private static final int MOST_WAITING = 10_000;

  private record Waiting(Context context, Promise<SourceEnds> promise) {}

  private final Vertx vertx;
  private final SourceQuestions questions;
  private final Freshness freshness;
  private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread = new Thread(this::watch, "source-watch");

  /** Of the watching thread alone. */
  private long observed = System.nanoTime() - PERIOD.toNanos();

  private final Contact contact = new Contact(System::nanoTime);

  public SourceWatch(Vertx vertx, SourceQuestions questions, Freshness freshness) {
    this.vertx = vertx;
    this.questions = questions;
    this.freshness = freshness;
  }

  /** Begins to ask. */
  public SourceWatch begin() {
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /**
   * What the brokers answer to a question that is asked after this call. Fails if they do not, or
   * if 10,000 callers wait already.
   */
  public Future<SourceEnds> next() {
    Waiting own = new Waiting(vertx.getOrCreateContext(), Promise.promise());
    return waiting.offer(own)
        ? own.promise().future()
        : Future.failedFuture(new TopicException("too many wait for the brokers' answer"));
  }

  /** Whether the brokers are known to be away: they were asked a moment ago, in vain. */
  public boolean isOutage() {
    return contact.isOutage();
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
        ask(group);
      }
    } catch (InterruptedException e) {
      LOG.debug("no longer watching");
    }
  }

  private void ask(List<Waiting> group) throws InterruptedException {
    long time = System.nanoTime();
    try {
      SourceEnds ends = questions.sourceEnds();
      contact.answered(time);
      // Those who wait need no more than this, and may ask many times a second.
      group.forEach(one -> one.context().runOnContext(then -> one.promise().tryComplete(ends)));
      if (time - observed >= PERIOD.toNanos()) {
        freshness.observe(time, questions.withCommitted(ends), questions.changelogEnds());
        observed = time;
      }
    } catch (RuntimeException e) {
      contact.failed(time);
      if (e instanceof TopicException || e instanceof KafkaException) {
        LOG.debug("the brokers do not answer", e);
      } else {
        LOG.error("cannot ask the brokers", e);
      }
      group.forEach(one -> one.context().runOnContext(then -> one.promise().tryFail(e)));
      TimeUnit.NANOSECONDS.sleep(PERIOD.toNanos());
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
    List<Waiting> group = new ArrayList<>();
    waiting.drainTo(group);
    group.forEach(one -> one.promise().fail("closing"));
  }
}
