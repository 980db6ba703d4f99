package dev.otajobs.faults.workload;

import dev.otajobs.ingest.Position;
import dev.otajobs.job.JobKey;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A producer that writes to one job without a pause. */
public final class OneKey implements AutoCloseable {

  private final EventSender sender;
  private final LifeEvents life;
  private final int perSecond;
  private final Thread thread = new Thread(this::run, "one-key");
  private volatile CompletableFuture<Position> last;
  private volatile boolean stopping;
  private volatile int sent;

  /** Creates the job. */
  public OneKey(EventSender sender, JobKey key, Random random, int perSecond) {
    this.sender = sender;
    this.life = new LifeEvents(key, random, false);
    this.perSecond = perSecond;
    this.last = sender.send(life.created());
  }

  public OneKey start() {
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  private void run() {
    Pace pace = new Pace(perSecond);
    while (!stopping) {
      pace.await();
      last = sender.send(life.modified());
      sent++;
    }
  }

  public int sent() {
    return sent;
  }

  /** Ends it; where the last event is. */
  public Position end() {
    close();
    return last.join();
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
