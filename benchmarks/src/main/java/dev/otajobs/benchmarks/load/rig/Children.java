package dev.otajobs.benchmarks.load.rig;

import dev.otajobs.local.Await;
import java.time.Duration;
import java.util.List;

/** The processes that this one has started, directly or not. */
public final class Children {

  private static final Duration GRACE = Duration.ofSeconds(10);

  private Children() {}

  /** Ends all that are left when this process is ended, be it by Ctrl-C or SIGTERM. */
  public static void endWithThisProcess() {
    Runtime.getRuntime().addShutdownHook(new Thread(Children::end, "end children"));
  }

  private static void end() {
    List<ProcessHandle> left = ProcessHandle.current().descendants().toList();
    left.forEach(ProcessHandle::destroy);
    Await.until(GRACE, () -> left.stream().noneMatch(ProcessHandle::isAlive));
    left.forEach(ProcessHandle::destroyForcibly);
  }
}
