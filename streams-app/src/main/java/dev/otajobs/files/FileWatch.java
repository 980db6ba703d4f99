package dev.otajobs.files;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Reports changes of files, on a thread of its own. It counts changes from its creation on, so
 * create it before the files are read: then no change in between is missed.
 */
public final class FileWatch implements AutoCloseable {

  private final List<Path> files;
  private final ScheduledExecutorService poller;

  /** Used only by the poller, once that is started. */
  private List<Optional<FileStamp>> stamps;

  /**
   * @param thread the name of its thread
   */
  public FileWatch(String thread, List<Path> files) {
    this.files = List.copyOf(files);
    this.poller = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, thread));
    this.stamps = stamps();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Checks the files this often, until it is closed.
   *
   * @param changed called once after one or several changes within an interval, and again after the
   *     next interval if it returns false; an exception of it ends the watch
   */
  public void start(Duration interval, BooleanSupplier changed) {
    poller.scheduleWithFixedDelay(
        () -> poll(changed), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void poll(BooleanSupplier changed) {
    // Before the files are read, so that no change is missed.
    List<Optional<FileStamp>> now = stamps();
    if (!now.equals(stamps) && changed.getAsBoolean()) {
      stamps = now;
    }
  }

  private List<Optional<FileStamp>> stamps() {
    return files.stream().map(FileStamp::of).toList();
  }

  /** Stops checking. */
  @Override
  public void close() {
    poller.shutdown();
  }
}
