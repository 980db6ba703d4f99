package dev.otajobs.faults.history;

/**
 * A time in which the service was being hurt: replies may be older there than otherwise, never
 * wrong.
 *
 * @param from by {@link System#nanoTime}
 * @param to the same
 */
public record Window(long from, long to, String why) {

  /** Whether a read overlaps it. */
  public boolean touches(Read read) {
    return read.startedAt() <= to && read.endedAt() >= from;
  }
}
