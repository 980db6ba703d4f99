package dev.otajobs.serde.registry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.errors.InterruptException;

/**
 * How often a registry in trouble is asked again.
 *
 * @param max rounds over all addresses after the first one; {@code max.retries}, 3, 0 to 100
 * @param firstWait before the first of them, doubled for each further one; {@code retries.wait.ms},
 *     1 s
 * @param maxWait the longest wait; {@code retries.max.wait.ms}, 2 s
 */
public record Retries(int max, Duration firstWait, Duration maxWait) {

  static Retries from(Settings settings) {
    return new Retries(
        settings.integer("max.retries", 3, 0, 100),
        settings.millis("retries.wait.ms", 1_000, 0, 60_000),
        settings.millis("retries.max.wait.ms", 2_000, 0, 60_000));
  }

  /**
   * Waits before round {@code round} (1 is the first retry): the upper half of the wait is chance.
   */
  void pause(int round) {
    long full = Math.min(maxWait.toMillis(), firstWait.toMillis() << Math.min(round - 1, 10));
    sleep(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
  }

  /** Sleeps; an interrupt ends it with Kafka's exception for that. */
  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new InterruptException("Interrupted while waiting for the schema registry", e);
    }
  }
}
