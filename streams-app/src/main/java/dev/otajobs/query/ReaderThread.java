package dev.otajobs.query;

import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that reads a log beside the group, round after round, until it is closed. */
public final class ReaderThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReaderThread.class);

  private final Thread thread;

  /** What the thread does. */
  public interface Rounds {

    /** One round; a failure of the registry or the brokers ends here. */
    void round() throws InterruptedException;

    /** Closes what the rounds have opened. */
    void release();
  }

  public ReaderThread(String name, Rounds rounds) {
    this.thread = new Thread(() -> run(rounds), name);
  }

  /** Starts the thread. */
  public void begin() {
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Rounds rounds) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        rounds.round();
      }
    } catch (InterruptedException | InterruptException e) {
      LOG.debug("a reader of the log is closed, thread={}", thread.getName());
    } finally {
      // An interrupted thread cannot close a consumer.
      boolean interrupted = Thread.interrupted();
      rounds.release();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
