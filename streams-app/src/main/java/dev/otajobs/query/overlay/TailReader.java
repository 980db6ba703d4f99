package dev.otajobs.query.overlay;

import dev.otajobs.ingest.EventDecoder.StalledException;
import dev.otajobs.query.ReaderThread;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the tails that are needed, on a thread of its own. While none is, it holds no consumer and
 * only looks ten times a second whether one is.
 */
public final class TailReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TailReader.class);
  private static final Duration PERIOD = Duration.ofMillis(100);

  /** After a failure, of the registry or the brokers. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final ActiveTails<?> tails;
  private final Map<String, Object> settings;
  private final ReaderThread thread;
  private @Nullable TailConsumer consumer;

  /**
   * @param name of the thread
   * @param settings of a consumer without a group
   */
  public TailReader(String name, ActiveTails<?> tails, Map<String, Object> settings) {
    this.tails = tails;
    this.settings = settings;
    this.thread = new ReaderThread(name, this::round, this::release);
  }

  /** Starts the thread. */
  public TailReader begin() {
    thread.begin();
    return this;
  }

  private void round() throws InterruptedException {
    try {
      List<? extends Tail> needed = tails.update();
      if (needed.isEmpty()) {
        release();
        TimeUnit.NANOSECONDS.sleep(PERIOD.toNanos());
      } else {
        open().read(needed, PERIOD);
      }
    } catch (StalledException e) {
      // The registry does not answer. What was read until now stays; its age tells how old it is.
      LOG.debug("a tail of the log waits for the registry", e);
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("cannot read the tails of the log, trying again", e);
      tails.endAll();
      release();
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    }
  }

  private TailConsumer open() {
    TailConsumer known = consumer;
    if (known == null) {
      known = new TailConsumer(settings, tails.progress());
      consumer = known;
    }
    return known;
  }

  private void release() {
    if (consumer != null) {
      consumer.close();
      consumer = null;
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.close();
  }
}
