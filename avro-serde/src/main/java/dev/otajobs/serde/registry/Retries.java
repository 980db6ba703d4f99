package dev.otajobs.serde.registry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.errors.InterruptException;

/**
 * How often the client asks again when no registry has given a usable answer, and how long it waits
 * between two rounds. A round asks each address once.
 *
 * @param max rounds after the first one: {@code max.retries}, 0 to 100, by default 3
 * @param firstWait wait before the second round, which doubles before each further one: {@code
 *     retries.wait.ms}, 0 to 60 s, by default 1 s
 * @param maxWait the longest of these waits: {@code retries.max.wait.ms}, 0 to 60 s, by default 2 s
 */
public record Retries(int max, Duration firstWait, Duration maxWait) {

  static Retries from(ParsedConfig config) {
    return new Retries(
        config.getInt(RegistryDefinition.MAX_RETRIES),
        config.millis(RegistryDefinition.RETRY_WAIT),
        config.millis(RegistryDefinition.RETRY_MAX_WAIT));
  }

  /**
   * Waits before round {@code round}, where 1 is the first retry. Half of the wait is fixed, and
   * the other half is random, so that many clients do not ask at the same moment.
   *
   * @throws InterruptException if the thread is interrupted
   */
  void pause(int round) {
    long full = Math.min(maxWait.toMillis(), firstWait.toMillis() << Math.min(round - 1, 10));
    sleep(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
  }

  /**
   * Sleeps for {@code millis}.
   *
   * @throws InterruptException if the thread is interrupted
   */
  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new InterruptException("Interrupted while waiting for the schema registry", e);
    }
  }
}
