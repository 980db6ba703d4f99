package dev.otajobs.auth.nonces;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nonces that were used, in files, so that a call which was answered before a restart is not
 * answered again after it. A file is mapped into memory: what is written to it outlives the process
 * however that ends, without a system call for each nonce. It does not outlive a crash of the
 * machine's operating system, nor the loss of the directory.
 *
 * <p>A file takes 1.5 MiB and 65,536 nonces, as hashes; it is begun every ten minutes, or when it
 * is full, and removed after 45 minutes. If one cannot be written, that is logged, and the instance
 * goes on with what it has in memory. Thread-safe.
 */
public final class NonceJournal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NonceJournal.class);

  private static final int RECORD_BYTES = 3 * Long.BYTES;
  private static final int RECORDS = 65_536;
  private static final int FILE_BYTES = RECORDS * RECORD_BYTES;
  private static final Duration SLICE = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration OLD = NonceMemory.KEPT.plus(SLICE).plusMinutes(5);
  private static final Pattern NAME = Pattern.compile("nonces-(\\d{1,18})-(\\d{1,9})");

  private final Path dir;

  /** Those of before the start, until they are past: nothing is added to it. */
  private volatile @Nullable NonceSlice before;

  private @Nullable MappedByteBuffer file;
  private long since;
  private int number;
  private long notBefore = Long.MIN_VALUE;

  private NonceJournal(Path dir, NonceSlice before) {
    this.dir = dir;
    this.before = before;
  }

  /**
   * Reads what the directory has of the last half hour.
   *
   * @param dir is made if it does not exist
   * @throws IOException if it cannot be read or made
   */
  public static NonceJournal open(Path dir, Instant now) throws IOException {
    Files.createDirectories(dir);
    long oldest = now.minus(NonceMemory.KEPT).toEpochMilli();
    NonceSlice before = new NonceSlice(oldest);
    NonceJournal journal = new NonceJournal(dir, before);
    journal.removeOld(now.toEpochMilli());
    for (Path path : files(dir)) {
      read(path, oldest, before);
    }
    return journal;
  }

  private static List<Path> files(Path dir) throws IOException {
    try (Stream<Path> all = Files.list(dir)) {
      return all.filter(path -> NAME.matcher(path.getFileName().toString()).matches()).toList();
    }
  }

  private static void read(Path path, long oldest, NonceSlice into) throws IOException {
    ByteBuffer records = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.BIG_ENDIAN);
    while (records.remaining() >= RECORD_BYTES) {
      Nonce nonce = new Nonce(records.getLong(), records.getLong());
      long usedAt = records.getLong();
      // The rest of the file is empty. A nonce that was not written to its end has no time.
      if (nonce.low() == 0) {
        return;
      }
      if (usedAt >= oldest && !into.contains(nonce)) {
        into.add(nonce, usedAt);
      }
    }
  }

  /** Whether this nonce was used before the restart, not more than half an hour ago. */
  boolean contains(Nonce nonce, long now) {
    NonceSlice known = before;
    if (known == null) {
      return false;
    }
    if (known.isBefore(now - NonceMemory.KEPT.toMillis())) {
      before = null;
      return false;
    }
    return known.contains(nonce);
  }

  /** How many nonces were read at the start and are not past. */
  public int restored() {
    NonceSlice known = before;
    return known == null ? 0 : known.size();
  }

  /** Writes a nonce. A new file, every ten minutes, takes a few milliseconds. */
  synchronized void append(Nonce nonce, long now) {
    if (now < notBefore && notBefore - now <= PAUSE.toMillis()) {
      return;
    }
    try {
      MappedByteBuffer to = fileFor(now);
      int place = to.position();
      // The time first: a nonce without it would be read as an old one.
      to.putLong(place + 2 * Long.BYTES, now);
      to.putLong(place, nonce.high());
      to.putLong(place + Long.BYTES, nonce.low());
      to.position(place + RECORD_BYTES);
    } catch (IOException | UncheckedIOException | InternalError e) {
      // A mapped write that the disk cannot take is an InternalError.
      file = null;
      notBefore = now + PAUSE.toMillis();
      LOG.warn(
          "nonces cannot be kept for the next start; trying again in {} s, dir={}",
          PAUSE.toSeconds(),
          dir,
          e);
    }
  }

  private MappedByteBuffer fileFor(long now) throws IOException {
    MappedByteBuffer open = file;
    // The threads that come here may differ by a moment.
    if (open == null || !open.hasRemaining() || Math.abs(now - since) >= SLICE.toMillis()) {
      open = begin(now);
      file = open;
      since = now;
      removeOld(now);
    }
    return open;
  }

  /** Its bytes are written at once: so a full disk is noticed here, and not by a mapped write. */
  private MappedByteBuffer begin(long now) throws IOException {
    Path path;
    do {
      path = dir.resolve("nonces-" + now + "-" + number++);
    } while (Files.exists(path));
    try (FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(FILE_BYTES);
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
      MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_BYTES);
      mapped.order(ByteOrder.BIG_ENDIAN);
      return mapped;
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private void removeOld(long now) throws IOException {
    for (Path path : files(dir)) {
      var name = NAME.matcher(path.getFileName().toString());
      if (name.matches() && Long.parseLong(name.group(1)) < now - OLD.toMillis()) {
        Files.deleteIfExists(path);
      }
    }
  }

  @Override
  public synchronized void close() {
    file = null;
  }
}
