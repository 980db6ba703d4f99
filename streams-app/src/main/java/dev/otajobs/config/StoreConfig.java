package dev.otajobs.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  private static final Setting.Mandatory DIRECTORY =
      new Setting.Mandatory(
          "state.dir",
          "path",
          "the directory of the stores. Put it on a disk that outlives the process; else each start"
              + " restores all jobs. Each instance needs its own directory");
  private static final Setting.Number MEMORY =
      new Setting.Number(
          "store.memory.bytes",
          192 * MIB,
          16 * MIB,
          MOST,
          "RocksDB's memory for all stores together, see [memory](#memory)");
  private static final Setting.Derived MIN_FREE =
      new Setting.Derived(
          "store.min.free.bytes",
          "134217728, or a third of `store.memory.bytes` if that is more",
          0,
          MOST,
          "with less free space on the disk of `state.dir` an instance [ends](#a-full-disk) or does"
              + " not start. Memtables hold up to a third of `store.memory.bytes`, which must still"
              + " fit on the disk");
  private static final Setting.Number HISTORY =
      new Setting.Number(
          "jobs.history.changes",
          0,
          0,
          MOST_CHANGES,
          "how many changes of each job its [history](#history) has; 0 keeps none. The same on all"
              + " instances");
  private static final Setting.Number RETENTION =
      new Setting.Number(
          "jobs.retention.ms",
          -1,
          -1,
          MOST_RETENTION,
          "how long a job that has ended is kept after its last event, 1000 or more; -1 keeps it for"
              + " ever. See [retention](#retention)");

  /** What can be set. */
  static final List<Setting> SETTINGS = List.of(DIRECTORY, MEMORY, MIN_FREE, HISTORY, RETENTION);

  static StoreConfig read(Settings settings) {
    long memory = settings.number(MEMORY);
    // Memtables are a third of the memory, and all of them may be flushed at once.
    long minFree = Math.max(128 * MIB, memory / 3);
    return new StoreConfig(
        directory(settings),
        memory,
        settings.number(MIN_FREE, minFree),
        retention(settings),
        settings.integer(HISTORY));
  }

  private static Optional<Duration> retention(Settings settings) {
    long millis = settings.number(RETENTION);
    if (millis >= 0 && millis < 1_000) {
      settings.problem(
          RETENTION.key(), "is '" + millis + "', expected 1000 or more, or -1 for no end");
    }
    return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
  }

  private static Path directory(Settings settings) {
    String directory =
        settings.required(
            DIRECTORY.key(), "the directory of the store, on a disk that outlives the process");
    try {
      return Path.of(directory);
    } catch (InvalidPathException e) {
      settings.problem(DIRECTORY.key(), "is no path: " + e.getReason());
      return Path.of("");
    }
  }
}
