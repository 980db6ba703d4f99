package dev.otajobs.benchmarks.load.rig;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param jobs in the store that most measures ask
 * @param loadSeconds of one load
 * @param warmSeconds of the load before it
 * @param rounds how often each of those that are compared has its turn
 * @param rate requests a second where a measure has a fixed rate
 */
public record Scale(long jobs, int loadSeconds, int warmSeconds, int rounds, int rate) {

  /** What a report has. */
  public static Scale full(long jobs) {
    return new Scale(jobs, 6, 4, 2, 2_000);
  }

  /** Only to see that everything runs. */
  public static Scale smoke() {
    return new Scale(300, 1, 0, 1, 200);
  }

  public boolean isSmoke() {
    return warmSeconds == 0;
  }

  /** How long what is measured is loaded before. */
  public Duration warm() {
    return isSmoke() ? Duration.ofMillis(100) : Duration.ofSeconds(warmSeconds);
  }

  public Duration load() {
    return Duration.ofSeconds(loadSeconds);
  }
}
