package dev.otajobs.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is open, to be closed in the opposite order of opening. */
final class Closing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private record Open(String name, AutoCloseable resource) {}

  private final Deque<Open> open = new ArrayDeque<>();

  /** Notes the resource that was opened last. */
  <T extends AutoCloseable> T last(String name, T resource) {
    open.push(new Open(name, resource));
    return resource;
  }

  /** Closes everything once, whatever fails on the way. */
  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      Open next = open.pop();
      long start = System.nanoTime();
      try {
        next.resource().close();
        LOG.info("closed, part={} millis={}", next.name(), (System.nanoTime() - start) / 1_000_000);
      } catch (Exception e) {
        LOG.warn("could not close, part={}", next.name(), e);
      }
    }
  }
}
