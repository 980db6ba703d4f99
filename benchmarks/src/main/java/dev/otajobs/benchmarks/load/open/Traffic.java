package dev.otajobs.benchmarks.load.open;

import dev.otajobs.benchmarks.load.data.EventWriter;
import dev.otajobs.benchmarks.load.data.Lives;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** Patches random jobs at a fixed rate until it is closed. */
public final class Traffic implements AutoCloseable {

  private final AtomicBoolean over = new AtomicBoolean();
  private final EventWriter writer;
  private final Thread thread;

  private Traffic(EventWriter writer, Runnable task) {
    this.writer = writer;
    this.thread = new Thread(task, "traffic");
  }

  /**
   * Begins.
   *
   * @param writer is closed with it
   * @param peer whether those who read it want JSON
   * @param jobs which there are
   */
  public static Traffic start(
      EventWriter writer, String topic, boolean peer, long jobs, int perSecond) {
    AtomicBoolean[] over = new AtomicBoolean[1];
    Schedule schedule = new Schedule(System.nanoTime(), perSecond);
    SplittableRandom random = new SplittableRandom(17);
    Traffic traffic =
        new Traffic(
            writer,
            () -> {
              for (int number = 0; !over[0].get(); number++) {
                schedule.await(number);
                // As fire and forget: what fails is seen by the writer.
                var unused =
                    writer.send(topic, peer, Lives.modified(random.nextLong(jobs), 1 + number));
              }
            });
    over[0] = traffic.over;
    traffic.thread.start();
    return traffic;
  }

  @Override
  public void close() {
    over.set(true);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.close();
  }
}
