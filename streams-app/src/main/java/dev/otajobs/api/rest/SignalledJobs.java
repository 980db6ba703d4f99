package dev.otajobs.api.rest;

import dev.otajobs.job.Revision;
import dev.otajobs.query.watch.Signals;
import io.vertx.core.Context;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Hands the jobs that have new events from the thread that reads the log to an event loop. It holds
 * a bounded number of jobs; if more come before the event loop takes them, it holds only the fact
 * that there were more. Thread-safe.
 */
final class SignalledJobs implements Signals {

  /**
   * What was signalled.
   *
   * @param jobs in the order of their first signals
   * @param isOverflown whether there were more, or signals were missed
   */
  record Taken(Set<String> jobs, boolean isOverflown) {}

  private final Context context;
  private final int most;
  private final Runnable next;
  private final Set<String> jobs = new LinkedHashSet<>();
  private boolean isOverflown;
  private boolean isScheduled;

  /**
   * @param most jobs that are kept
   * @param next is run in the context when there is something to take
   */
  SignalledJobs(Context context, int most, Runnable next) {
    this.context = context;
    this.most = most;
    this.next = next;
  }

  @Override
  public void event(String jobId, Revision at) {
    moved(jobId);
  }

  @Override
  public synchronized void moved(String jobId) {
    if (jobs.size() < most) {
      jobs.add(jobId);
    } else {
      isOverflown = true;
    }
    schedule();
  }

  @Override
  public synchronized void missed() {
    isOverflown = true;
    schedule();
  }

  /** However many signals come, one task waits for the event loop. */
  private void schedule() {
    if (!isScheduled) {
      isScheduled = true;
      context.runOnContext(now -> next.run());
    }
  }

  synchronized Taken take() {
    Taken taken = new Taken(new LinkedHashSet<>(jobs), isOverflown);
    isScheduled = false;
    isOverflown = false;
    jobs.clear();
    return taken;
  }
}
