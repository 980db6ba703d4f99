package dev.otajobs.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writers that keep a disk busy: each writes, and waits until it is on the disk, again and again.
 */
public final class DiskWriters implements AutoCloseable {

  private static final int WRITERS = 4;
  private static final int BLOCK = 1 << 20;
  private static final int BLOCKS = 64;

  private final Path dir;
  private final List<Thread> writers = new ArrayList<>();
  private final AtomicLong written = new AtomicLong();
  private volatile boolean stopping;

  /** Begins to write files into this directory. */
  public DiskWriters(Path dir) throws IOException {
    this.dir = Files.createDirectories(dir);
    for (int i = 0; i < WRITERS; i++) {
      Path file = dir.resolve("busy-" + i);
      Thread writer = new Thread(() -> write(file), "busy-disk-" + i);
      writer.setDaemon(true);
      writer.start();
      writers.add(writer);
    }
  }

  private void write(Path file) {
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (long i = 0; !stopping; i++) {
        out.write(block.rewind(), i % BLOCKS * BLOCK);
        out.force(true);
        written.addAndGet(BLOCK);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether all of them write. */
  public boolean isBusy() {
    return writers.stream().allMatch(Thread::isAlive);
  }

  /** Mebibytes that are on the disk. */
  public long mebibytes() {
    return written.get() >> 20;
  }

  @Override
  public void close() throws IOException {
    stopping = true;
    try {
      for (Thread writer : writers) {
        writer.join(30_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (int i = 0; i < WRITERS; i++) {
      Files.deleteIfExists(dir.resolve("busy-" + i));
    }
  }
}
