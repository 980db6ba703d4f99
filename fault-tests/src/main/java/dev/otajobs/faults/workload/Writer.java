package dev.otajobs.faults.workload;

import dev.otajobs.events.OtaJobEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes the events of many lives, interleaved, at a steady rate, in a thread of its own. */
public final class Writer implements AutoCloseable {

  private final WorkloadPlan plan;
  private final LoadShare share;
  private final EventSender sender;
  private final Lives lives;
  private final Random random;
  private final List<Course> courses = new ArrayList<>();
  private final Thread thread = new Thread(this::run, "writer");
  private volatile boolean stopping;

  private static final class Course {
    private final Lives.Life life;
    private int next;

    Course(Lives.Life life) {
      this.life = life;
    }

    boolean isOver() {
      return next >= life.events().size();
    }

    OtaJobEvent take() {
      return life.events().get(next++);
    }
  }

  /**
   * @param prefix of the JobIds
   */
  public Writer(WorkloadPlan plan, LoadShare share, EventSender sender, long seed, String prefix) {
    this.plan = plan;
    this.share = share;
    this.sender = sender;
    this.random = new Random(seed);
    this.lives = new Lives(new Random(seed + 1), plan, prefix);
  }

  public Writer start() {
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  private void run() {
    Pace pace = new Pace(plan.eventsPerSecond(), share);
    while (!stopping) {
      pace.await();
      writeOne();
    }
  }

  /** Writes the next event, of some job. */
  void writeOne() {
    if (courses.size() < plan.jobs()) {
      courses.add(new Course(lives.next()));
    }
    int index = random.nextInt(courses.size());
    Course course = courses.get(index);
    if (course.isOver()) {
      course = new Course(lives.next());
      courses.set(index, course);
    }
    OtaJobEvent event = course.take();
    if (course.life.foreign()) {
      sender.sendForeign(event);
    } else {
      sender.send(event);
    }
  }

  /** Ends the thread; what was sent may still be on its way. */
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
