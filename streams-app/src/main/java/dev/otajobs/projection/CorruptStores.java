package dev.otajobs.projection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.errors.StreamsException;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores whose files are damaged, and that are noted in a file until they are set aside: before
 * Kafka Streams starts the next time. Of each partition the last one is kept, to be looked at.
 */
public final class CorruptStores {

  private static final Logger LOG = LoggerFactory.getLogger(CorruptStores.class);

  /** Kafka Streams names a task's directory after its sub-topology and partition. */
  private static final Pattern TASK = Pattern.compile("\\d+_\\d+|global");

  private static final String MISSING = "No such file or directory";

  private final Path stores;
  private final Path note;
  private final AtomicInteger setAside = new AtomicInteger();

  CorruptStores(Path stateDir, String applicationId) {
    this.stores = stateDir.resolve(applicationId);
    this.note = stateDir.resolve(applicationId + ".corrupt");
  }

  /** How many were set aside since this process began. */
  public int setAside() {
    return setAside.get();
  }

  /**
   * Notes the store that this failure is about, if it says that one is corrupt; whether it does.
   */
  public boolean note(Throwable failure) {
    if (!isCorruption(failure)) {
      return false;
    }
    try {
      Files.write(note, tasks(failure), StandardCharsets.UTF_8);
      return true;
    } catch (IOException e) {
      LOG.error("cannot note that a store is corrupt, file={}", note, e);
      return false;
    }
  }

  private static boolean isCorruption(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RocksDBException rocks && isCorruption(rocks)) {
        return true;
      }
    }
    return false;
  }

  /** A damaged CURRENT may name a file that is not there. */
  private static boolean isCorruption(RocksDBException failure) {
    Status status = failure.getStatus();
    return status != null
        && (status.getCode() == Status.Code.Corruption
            || status.getCode() == Status.Code.IOError
                && String.valueOf(failure.getMessage()).contains(MISSING));
  }

  /** The tasks that the failure names; all, if it names none. */
  private List<String> tasks(Throwable failure) throws IOException {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StreamsException streams && streams.taskId().isPresent()) {
        return List.of(streams.taskId().get().toString());
      }
      Matcher path =
          Pattern.compile(Pattern.quote(stores + "/") + "(" + TASK + ")/")
              .matcher(String.valueOf(cause.getMessage()));
      if (path.find()) {
        return List.of(path.group(1));
      }
    }
    try (Stream<Path> entries = Files.list(stores)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
    }
  }

  /** Sets aside what is noted. */
  void setAsideNoted() {
    if (!Files.exists(note)) {
      return;
    }
    try {
      for (String task : Files.readAllLines(note, StandardCharsets.UTF_8)) {
        if (TASK.matcher(task).matches() && Files.exists(stores.resolve(task))) {
          setAside(task);
        }
      }
      Files.delete(note);
    } catch (IOException e) {
      throw StateDirectory.unusable("cannot set a corrupt store aside", e);
    }
  }

  private void setAside(String task) throws IOException {
    Path aside = stores.resolveSibling(stores.getFileName() + ".corrupt-" + task);
    Utils.delete(aside.toFile());
    Files.move(stores.resolve(task), aside);
    setAside.incrementAndGet();
    LOG.warn(
        "a store is corrupt: it is set aside and restored from the changelog; check the disk, then"
            + " remove it, task={} directory={}",
        task,
        aside);
  }
}
