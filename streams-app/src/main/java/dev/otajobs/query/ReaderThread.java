package dev.otajobs.query;

import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that reads a log beside the group, round after round, until it is closed. */
public final class ReaderThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReaderThread.class);

  private final Thread thread;

  /** One round; a failure of the registry or the brokers ends within it. */
  public interface Round {

    void run() throws InterruptedException;
  }

  /**
   * @param release closes what the rounds have opened
   */
  public ReaderThread(String name, Round round, Runnable release) {
    this.thread = new Thread(() -> run(round, release), name);
  }

  /** Starts the thread. */
  public void begin() {
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Round round, Runnable release) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        round.run();
      }
    } catch (InterruptedException | InterruptException e) {
      LOG.debug("a reader of the log is closed, thread={}", thread.getName());
    } finally {
      // An interrupted thread cannot close a consumer.
      boolean interrupted = Thread.interrupted();
      release.run();
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
