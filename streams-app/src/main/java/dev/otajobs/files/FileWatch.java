package dev.otajobs.files;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Says when one of some files has changed since the watch was made, on a thread of its own. Make it
 * before the files are read: what is written meanwhile is then seen as a change.
 */
public final class FileWatch implements AutoCloseable {

  private final List<Path> files;
  private final ScheduledExecutorService poller;

  /** Only the poller uses it, once started. */
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
   * Looks at the files this often, until closed.
   *
   * @param changed called once after a change, or several within one interval; what it throws ends
   *     the watch
   */
  public void start(Duration interval, Runnable changed) {
    poller.scheduleWithFixedDelay(
        () -> poll(changed), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void poll(Runnable changed) {
    List<Optional<FileStamp>> now = stamps();
    if (!now.equals(stamps)) {
      stamps = now;
      changed.run();
    }
  }

  private List<Optional<FileStamp>> stamps() {
    return files.stream().map(FileStamp::of).toList();
  }

  /** Looks no longer. */
  @Override
  public void close() {
    poller.shutdown();
  }
}
