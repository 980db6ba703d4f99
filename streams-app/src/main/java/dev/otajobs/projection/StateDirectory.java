package dev.otajobs.projection;

import dev.otajobs.codec.JobsSerde;
import dev.otajobs.config.ConfigException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of this application's stores, and a file beside it with the number of the format
 * that they have. Stores of another format are never read: they are removed, and restored from the
 * changelog. Stores that are corrupt are set aside, and restored as well: nothing is in them that
 * the changelog or the log does not have.
 */
public final class StateDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);

  /** Which Kafka Streams holds a lock on while it runs. */
  private static final String LOCK = ".lock";

  private static final String FORMAT = Integer.toString(JobsSerde.FORMAT);

  private final Path stores;
  private final Path format;
  private final CorruptStores corrupt;

  /**
   * @param stateDir the setting {@code state.dir}; exists
   */
  public StateDirectory(Path stateDir, String applicationId) {
    this.stores = stateDir.resolve(applicationId);
    this.format = stateDir.resolve(applicationId + ".format");
    this.corrupt = new CorruptStores(stateDir, applicationId);
  }

  /** The stores that are corrupt. */
  public CorruptStores corrupt() {
    return corrupt;
  }

  /**
   * Whether the stores are known to have the format of this release.
   *
   * @throws ConfigException if the file that says so cannot be read
   */
  public boolean isCurrent() {
    try {
      return Files.exists(format) && Files.readString(format).strip().equals(FORMAT);
    } catch (IOException e) {
      throw unusable("cannot read " + format, e);
    }
  }

  /**
   * Makes the directory ready for the stores of this release, before Kafka Streams starts.
   *
   * @param cleanUp removes all stores
   */
  public void prepare(Runnable cleanUp) {
    corrupt.setAsideNoted();
    if (isCurrent()) {
      return;
    }
    if (hasStores()) {
      LOG.warn(
          "the stores have another state format than {}: they are removed and restored from the"
              + " changelog, directory={}",
          FORMAT,
          stores);
      cleanUp.run();
    }
    try {
      Files.writeString(format, FORMAT + "\n");
    } catch (IOException e) {
      throw unusable("cannot write " + format, e);
    }
  }

  /**
   * Keeps instances out of the directory until it is closed.
   *
   * @throws ConfigException if one uses it, or if it cannot be read
   */
  public Lock lock() {
    Path file = stores.resolve(LOCK);
    try {
      if (!Files.isDirectory(stores)) {
        return new Lock(Optional.empty());
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw new ConfigException(
            List.of("state.dir: an instance uses " + stores + ": stop it first"));
      }
      return new Lock(Optional.of(channel));
    } catch (IOException e) {
      throw unusable("cannot lock " + file, e);
    }
  }

  /**
   * Held on the directory, as Kafka Streams holds it.
   *
   * @param channel empty if there is no directory
   */
  public record Lock(Optional<FileChannel> channel) implements AutoCloseable {

    @Override
    public void close() {
      try {
        if (channel.isPresent()) {
          channel.get().close();
        }
      } catch (IOException e) {
        throw unusable("cannot unlock the stores", e);
      }
    }
  }

  /** What {@link #remove} would remove: the stores, and the file that tells their format. */
  public List<Path> contents() {
    return Stream.of(stores, format).filter(Files::exists).toList();
  }

  /**
   * Removes the stores; they are restored from the changelogs at the next start.
   *
   * @return what was removed
   * @throws ConfigException if a file cannot be removed
   */
  public List<Path> remove() {
    List<Path> found = contents();
    try {
      Utils.delete(stores.toFile());
      Files.deleteIfExists(format);
    } catch (IOException e) {
      throw unusable("cannot remove " + stores, e);
    }
    return found;
  }

  /** Kafka Streams names a task's directory after its sub-topology and partition, as in 0_7. */
  private boolean hasStores() {
    if (!Files.isDirectory(stores)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(stores)) {
      return entries.anyMatch(entry -> String.valueOf(entry.getFileName()).matches("\\d+_\\d+"));
    } catch (IOException e) {
      throw unusable("cannot list " + stores, e);
    }
  }

  static ConfigException unusable(String what, IOException cause) {
    return new ConfigException(List.of("state.dir: " + what + ": " + cause));
  }
}
