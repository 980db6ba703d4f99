package dev.otajobs.faults.workload;

import dev.otajobs.faults.history.Created;
import dev.otajobs.faults.history.History;
import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.job.JobKey;
import dev.otajobs.testkit.service.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Callers that create batches, query each in the next line at whatever instance, and list the
 * newest ones. A create call whose outcome is not known is sent again with the same key.
 */
public final class BatchCallers implements AutoCloseable {

  private static final int ATTEMPTS = 5;
  private static final double SENT_TWICE = 0.1;
  private static final int SESSION = -3;
  private static final BatchClient.Reply NOBODY_ASKED = BatchClient.Reply.of(Outcome.BROKEN);

  private final BatchClient batches;
  private final JobClient jobs;
  private final Catalog catalog;
  private final History history;
  private final Supplier<List<Instance>> targets;
  private final Random random;
  private final String prefix;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicLong unanswered = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<@Nullable Throwable> defect = new AtomicReference<>();
  private volatile boolean stopping;

  /**
   * @param targets the instances that callers know of at the moment
   * @param first the number of the first create call, so that several loads do not share any
   */
  public BatchCallers(
      BatchClient batches,
      JobClient jobs,
      Catalog catalog,
      History history,
      Supplier<List<Instance>> targets,
      int first,
      long seed) {
    this.batches = batches;
    this.jobs = jobs;
    this.catalog = catalog;
    this.history = history;
    this.targets = targets;
    this.random = new Random(seed);
    this.prefix = "call-" + seed + "-";
    this.calls.set(first);
  }

  /** With the rates of the usual load. */
  public BatchCallers start() {
    return start(5, 2);
  }

  /** One create after the other and one list after the other, at these rates if they answer so. */
  public BatchCallers start(int createsPerSecond, int listsPerSecond) {
    thread("creates", createsPerSecond, this::create);
    thread(
        "lists",
        listsPerSecond,
        () -> inTurn(anyTurn()).map(batches::list).ifPresent(history::add));
    return this;
  }

  private void thread(String name, int perSecond, Runnable step) {
    Thread thread =
        new Thread(
            () -> {
              Pace pace = new Pace(perSecond);
              while (!stopping) {
                pace.await();
                step.run();
              }
            },
            name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((which, failure) -> defect.compareAndSet(null, failure));
    threads.add(thread);
    thread.start();
  }

  /** Creates a batch, and queries it in the next line. */
  private void create() {
    int call = calls.getAndIncrement();
    boolean twice = random.nextDouble() < SENT_TWICE;
    int first = anyTurn();
    for (int attempt = 0; attempt < ATTEMPTS && !stopping; attempt++) {
      BatchClient.Reply reply =
          inTurn(first + attempt).map(at -> batches.create(at, prefix + call)).orElse(NOBODY_ASKED);
      history.create(reply.outcome());
      if (reply.batch().isPresent()) {
        created(call, reply.batch().get(), reply);
        if (!twice) {
          return;
        }
        twice = false;
      }
    }
  }

  private void created(int call, JobKey key, BatchClient.Reply reply) {
    history.add(new Created(call, key, reply.utcCreate(), System.nanoTime()));
    reply.position().ifPresent(history::acked);
    catalog.sending(key);
    reply.position().ifPresent(position -> catalog.acked(key, position));
    int first = anyTurn();
    for (int attempt = 0; attempt < ATTEMPTS && !stopping; attempt++) {
      Optional<Read> read = inTurn(first + attempt).map(at -> query(at, key));
      read.ifPresent(history::add);
      if (read.isPresent() && read.get().outcome().answered()) {
        return;
      }
    }
    if (!stopping) {
      unanswered.incrementAndGet();
    }
  }

  private Read query(Instance instance, JobKey key) {
    JobClient.Call call =
        new JobClient.Call(instance.name(), instance.port(), JobClient.Api.REST, SESSION);
    return jobs.read(call, key, Read.Asked.PLAIN).join();
  }

  /** Queries in the next line that no attempt has answered. */
  public long unanswered() {
    return unanswered.get();
  }

  private int anyTurn() {
    return random.nextInt(1_000);
  }

  /** The next attempt asks the next instance. */
  private Optional<Instance> inTurn(int turn) {
    List<Instance> instances = targets.get();
    return instances.isEmpty()
        ? Optional.empty()
        : Optional.of(instances.get(turn % instances.size()));
  }

  /**
   * Ends the calls; waits for those that are under way.
   *
   * @throws IllegalStateException if a caller had a defect
   */
  @Override
  public void close() {
    stopping = true;
    try {
      for (Thread thread : threads) {
        thread.join(15_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Throwable failure = defect.get();
    if (failure != null) {
      throw new IllegalStateException("a defect of the callers", failure);
    }
  }
}
