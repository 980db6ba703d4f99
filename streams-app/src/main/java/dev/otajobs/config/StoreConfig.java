package dev.otajobs.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where and how the store lies on this instance.
 *
 * @param directory a path that outlives the process; without it every start restores all jobs
 * @param memoryBytes what RocksDB may use for its cache and its memtables, all partitions together;
 *     at least 16 MiB
 * @param minFreeBytes with less room on the disk of the directory an instance ends; 0 or more
 * @param retention how long a job that has ended is kept after its last event, at least 1 s; empty
 *     for ever
 * @param history how many changes of a job its history has, 0 to 100; 0 for no histories
 */
public record StoreConfig(
    Path directory,
    long memoryBytes,
    long minFreeBytes,
    Optional<Duration> retention,
    int history) {

  private static final long MIB = 1024 * 1024;
  private static final long MOST = 1024 * 1024 * MIB;

  /** With the largest events they take 3 MiB. */
  private static final int MOST_CHANGES = 100;

  private static final long MOST_RETENTION = Duration.ofDays(36_500).toMillis();

  static StoreConfig read(Settings settings) {
    long memory = settings.number("store.memory.bytes", 192 * MIB, 16 * MIB, MOST);
    // Memtables are a third of the memory, and all of them may be flushed at once.
    long minFree = Math.max(128 * MIB, memory / 3);
    return new StoreConfig(
        directory(settings),
        memory,
        settings.number("store.min.free.bytes", minFree, 0, MOST),
        retention(settings),
        Math.toIntExact(settings.number("jobs.history.changes", 0, 0, MOST_CHANGES)));
  }

  private static Optional<Duration> retention(Settings settings) {
    long millis = settings.number("jobs.retention.ms", -1, -1, MOST_RETENTION);
    if (millis >= 0 && millis < 1_000) {
      settings.problem(
          "jobs.retention.ms", "is '" + millis + "', expected 1000 or more, or -1 for no end");
    }
    return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
  }

  private static Path directory(Settings settings) {
    String directory =
        settings.required(
            "state.dir", "the directory of the store, on a disk that outlives the process");
    try {
      return Path.of(directory);
    } catch (InvalidPathException e) {
      settings.problem("state.dir", "is no path: " + e.getReason());
      return Path.of("");
    }
  }
}
