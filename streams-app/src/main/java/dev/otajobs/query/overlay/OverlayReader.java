package dev.otajobs.query.overlay;

import dev.otajobs.config.TopicsConfig;
import dev.otajobs.ingest.EventDecoder.StalledException;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.ingest.Judged;
import dev.otajobs.ingest.Position;
import dev.otajobs.ingest.SourceRecord;
import dev.otajobs.query.freshness.TailProgress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the tail of the log for the overlays that are needed, on a thread of its own. While none
 * is, it holds no consumer and only looks ten times a second whether one is.
 */
public final class OverlayReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OverlayReader.class);
  private static final Duration PERIOD = Duration.ofMillis(100);

  /** After a failure, of the registry or the brokers. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Overlays overlays;
  private final Ingest ingest;
  private final Map<String, Object> settings;
  private final TopicsConfig topics;
  private final TailProgress tails;
  private final Thread thread = new Thread(this::run, "overlay-reader");
  private @Nullable TailConsumer consumer;

  /**
   * @param ingest judges as the group's does, but does not wait for the registry
   * @param settings of a consumer of committed records, without a group
   */
  public OverlayReader(
      Overlays overlays,
      Ingest ingest,
      Map<String, Object> settings,
      TopicsConfig topics,
      TailProgress tails) {
    this.overlays = overlays;
    this.ingest = ingest;
    this.settings = settings;
    this.topics = topics;
    this.tails = tails;
  }

  /** Starts the thread. */
  public OverlayReader begin() {
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        round();
      }
    } catch (InterruptedException | InterruptException e) {
      LOG.debug("the reader of the log's tail is closed");
    } finally {
      release();
    }
  }

  private void round() throws InterruptedException {
    try {
      List<Overlay> needed = overlays.update();
      if (needed.isEmpty()) {
        release();
        TimeUnit.NANOSECONDS.sleep(PERIOD.toNanos());
      } else {
        open().read(needed, PERIOD, this::add);
      }
    } catch (StalledException e) {
      // The registry does not answer. What was read until now stays; its age tells how old it is.
      LOG.debug("the tail of the log waits for the registry", e);
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("cannot read the tail of the log", e);
      overlays.endAll();
      release();
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    }
  }

  private TailConsumer open() {
    TailConsumer known = consumer;
    if (known == null) {
      known = new TailConsumer(settings, topics, tails);
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

  private void add(Overlay overlay, ConsumerRecord<byte[], byte[]> read) {
    SourceRecord record =
        ingest.trace(
            read.topic(),
            new Position(read.partition(), read.offset()),
            read.key(),
            read.value(),
            read.headers(),
            Math.max(0, read.timestamp()));
    Judged judged = new Judged(record, ingest.judge(record));
    try {
      overlay.add(judged);
    } catch (RuntimeException e) {
      // The group's fold meets the same defect, and makes it a dead letter.
      LOG.error(
          "a defect: left out of the tail, topic={} partition={} offset={}",
          read.topic(),
          read.partition(),
          read.offset(),
          e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
