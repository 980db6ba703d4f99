package dev.otajobs.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the instance before the disk of its stores is full. RocksDB would stall the write, which
 * holds the store, and with it all reads: an instance that neither answers nor dies. One that ends
 * leaves its partitions to the others.
 */
public final class DiskWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);
  private static final Duration PERIOD = Duration.ofMillis(500);

  private final Path directory;
  private final long minFreeBytes;
  private final Consumer<String> full;
  private final Thread thread = new Thread(this::watch, "disk-watch");

  /**
   * @param directory of the stores; exists
   * @param minFreeBytes with less room than this the instance ends
   * @param full told once, by a thread of this class, when there is less, in words for the operator
   */
  public DiskWatch(Path directory, long minFreeBytes, Consumer<String> full) {
    this.directory = directory;
    this.minFreeBytes = minFreeBytes;
    this.full = full;
  }

  /** Begins to watch. */
  public DiskWatch begin() {
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /** What is missing of the room that must be free, in words for the operator; empty if nothing. */
  public static Optional<String> shortage(Path directory, long minFreeBytes) {
    OptionalLong free = free(directory);
    return free.isEmpty() || free.getAsLong() >= minFreeBytes
        ? Optional.empty()
        : Optional.of(
            "No space left: the disk of state.dir=%s has %d bytes free, less than"
                    .formatted(directory, free.getAsLong())
                + " store.min.free.bytes=%d".formatted(minFreeBytes));
  }

  /** The room on the disk, in bytes; empty if it cannot be told. */
  private static OptionalLong free(Path directory) {
    try {
      return OptionalLong.of(Files.getFileStore(directory).getUsableSpace());
    } catch (IOException e) {
      // Not with its trace: this may go on, and the log may lie on the same disk.
      LOG.warn("cannot tell how much room the disk has, directory={} problem={}", directory, e);
      return OptionalLong.empty();
    }
  }

  private void watch() {
    try {
      while (true) {
        var shortage = shortage(directory, minFreeBytes);
        if (shortage.isPresent()) {
          LOG.error("{}: this instance ends", shortage.get());
          full.accept(shortage.get());
          return;
        }
        Thread.sleep(PERIOD.toMillis());
      }
    } catch (InterruptedException e) {
      LOG.debug("no longer watching");
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
