package dev.otajobs.ingest;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the records that met a defect of ours: a line for each, and at most once a minute the stack
 * trace, since one defect can meet many records. Thread-safe.
 */
public final class DefectLog {

  private static final Logger LOG = LoggerFactory.getLogger(DefectLog.class);
  private static final long TRACE_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

  private final AtomicLong traced = new AtomicLong(System.nanoTime() - TRACE_EVERY_NANOS);

  /** Logs that this record ends in the dead letters, and why. */
  public void log(SourceRecord record, Throwable defect) {
    LOG.error(
        "a defect of OTA Jobs: the record goes to the dead letters, partition={} offset={} defect={}",
        record.position().partition(),
        record.position().offset(),
        defect.toString());
    long last = traced.get();
    long now = System.nanoTime();
    if (now - last >= TRACE_EVERY_NANOS && traced.compareAndSet(last, now)) {
      LOG.error("the defect's stack trace", defect);
    }
  }
}
