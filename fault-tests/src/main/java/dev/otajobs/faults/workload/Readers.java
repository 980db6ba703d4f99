package dev.otajobs.faults.workload;

import dev.otajobs.faults.history.History;
import dev.otajobs.faults.history.Read;
import dev.otajobs.testkit.service.Instance;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads at a steady rate, whatever the replies take: many sessions, each with one read at a time,
 * each read to an instance of its choice.
 */
public final class Readers implements AutoCloseable {

  /** So many reads can wait at the same time for an instance that stands still. */
  private static final int SESSIONS = 1500;

  private final WorkloadPlan plan;
  private final LoadShare share;
  private final JobClient client;
  private final Catalog catalog;
  private final History history;
  private final Supplier<List<Instance>> targets;
  private final Random random;
  // Last in, first out: in quiet times few sessions read much, so that going back shows.
  private final Deque<Session> idle = new ConcurrentLinkedDeque<>();
  private final AtomicLong skipped = new AtomicLong();
  private final Thread thread = new Thread(this::run, "readers");
  private final AtomicReference<@Nullable Throwable> defect = new AtomicReference<>();
  private volatile boolean stopping;

  /**
   * @param targets the instances that callers know of at the moment
   */
  public Readers(
      WorkloadPlan plan,
      LoadShare share,
      JobClient client,
      Catalog catalog,
      History history,
      Supplier<List<Instance>> targets,
      long seed) {
    this.plan = plan;
    this.share = share;
    this.client = client;
    this.catalog = catalog;
    this.history = history;
    this.targets = targets;
    this.random = new Random(seed);
    for (int id = 1; id <= SESSIONS; id++) {
      idle.add(new Session(id, new Random(seed + id)));
    }
  }

  public Readers start() {
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /** Reads that were due while every session waited. */
  public long skipped() {
    return skipped.get();
  }

  private void run() {
    Pace pace = new Pace(plan.readsPerSecond(), share);
    while (!stopping) {
      pace.await();
      List<Instance> instances = targets.get();
      Session session = instances.isEmpty() ? null : idle.poll();
      if (session == null) {
        skipped.incrementAndGet();
      } else {
        read(session, instances.get(random.nextInt(instances.size())));
      }
    }
  }

  private void read(Session session, Instance instance) {
    Session.Ask ask = session.next(catalog);
    JobClient.Call call =
        new JobClient.Call(instance.name(), instance.port(), ask.api(), session.id());
    client
        .read(call, ask.key(), ask.asked())
        .thenAccept(
            read -> {
              session.done(read);
              history.add(interned(read));
              idle.addFirst(session);
            })
        .whenComplete((done, failure) -> defect.compareAndSet(null, failure));
  }

  private Read interned(Read read) {
    return new Read(
        read.key(),
        read.session(),
        read.instance(),
        read.asked(),
        read.startedAt(),
        read.endedAt(),
        read.outcome(),
        read.status(),
        read.revision(),
        read.staleness(),
        history.intern(read.body()));
  }

  /**
   * Ends the reads; waits for those that are under way.
   *
   * @throws IllegalStateException if a reader had a defect
   */
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join(10_000);
      for (int waited = 0; idle.size() < SESSIONS && waited < 70; waited++) {
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Throwable failure = defect.get();
    if (failure != null) {
      throw new IllegalStateException("a defect of the readers", failure);
    }
  }
}
