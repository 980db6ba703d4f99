package dev.otajobs.benchmarks.load.open;

import java.util.concurrent.locks.LockSupport;

/**
 * Moments at a fixed rate, whatever happens meanwhile.
 *
 * @param start {@link System#nanoTime} of the first
 */
record Schedule(long start, int perSecond) {

  /** Waits until it is time, and says when that was due. */
  long await(long number) {
    long due = start + number * 1_000_000_000L / perSecond;
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return due;
  }
}
