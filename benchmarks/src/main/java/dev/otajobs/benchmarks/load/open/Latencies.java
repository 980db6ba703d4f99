package dev.otajobs.benchmarks.load.open;

import org.HdrHistogram.Histogram;

/**
 * Times of many calls.
 *
 * @param nanos from when each was due
 * @param failed got no reply, or a status of 400 and more; not among the times
 * @param firstFailure what became of the first of these
 */
public record Latencies(Histogram nanos, long failed, String firstFailure) {

  /** In milliseconds. */
  public double percentile(double percent) {
    return nanos.getValueAtPercentile(percent) / 1e6;
  }

  /**
   * The same, if every call was answered.
   *
   * @throws IllegalStateException if not
   */
  public Latencies requireAnswered() {
    if (failed > 0) {
      throw new IllegalStateException(
          "%d calls were not answered, the first one by %s".formatted(failed, firstFailure));
    }
    return this;
  }
}
