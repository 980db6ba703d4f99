package dev.otajobs.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where and how the store lies on this instance.
 *
 * @param directory a path that outlives the process; without it every start restores all jobs
 * @param memoryBytes what RocksDB may use for its cache and its memtables, all partitions together;
 *     at least 16 MiB
 */
public record StoreConfig(Path directory, long memoryBytes) {

  private static final long MIB = 1024 * 1024;

  static StoreConfig read(Settings settings) {
    return new StoreConfig(
        directory(settings),
        settings.number("store.memory.bytes", 256 * MIB, 16 * MIB, 1024 * 1024 * MIB));
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
