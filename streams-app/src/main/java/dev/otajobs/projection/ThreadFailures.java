package dev.otajobs.projection;

import dev.otajobs.ingest.EventDecoder.StalledException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread dies: after an outage of the broker or the registry another one
 * takes its place and reads on; after anything else the service stops with an error, for its
 * supervisor to see. A transaction that its coordinator ended meanwhile is an outage: the next
 * thread begins where the last one has committed.
 */
public final class ThreadFailures implements StreamsUncaughtExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);

  private final CorruptStores corrupt;

  /**
   * @param corrupt is told of stores that are found to be corrupt
   */
  public ThreadFailures(CorruptStores corrupt) {
    this.corrupt = corrupt;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    if (isOutage(failure)) {
      LOG.warn("a stream thread gave up waiting and is replaced, problem={}", failure.toString());
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("a stream thread died: the service stops", failure);
    corrupt.note(failure);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private static boolean isOutage(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CorruptRecordException) {
        return false;
      }
      if (cause instanceof StalledException
          || cause instanceof RetriableException
          || cause instanceof InvalidTxnStateException
          || cause instanceof TransactionAbortableException) {
        return true;
      }
    }
    return false;
  }
}
