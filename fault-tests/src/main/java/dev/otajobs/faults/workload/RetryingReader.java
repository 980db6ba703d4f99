package dev.otajobs.faults.workload;

import dev.otajobs.faults.history.History;
import dev.otajobs.faults.history.Read;
import dev.otajobs.testkit.service.Instance;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A caller that asks a second instance when the first one has no answer, as clients should. */
public final class RetryingReader implements AutoCloseable {

  private static final int PER_SECOND = 50;
  private static final int SESSION = -2;

  private final JobClient client;
  private final Catalog catalog;
  private final History history;
  private final Supplier<List<Instance>> targets;
  private final Random random;
  private final AtomicLong reads = new AtomicLong();
  private final AtomicLong retried = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Thread thread = new Thread(this::run, "retrying-reader");
  private volatile boolean stopping;

  public RetryingReader(
      JobClient client,
      Catalog catalog,
      History history,
      Supplier<List<Instance>> targets,
      long seed) {
    this.client = client;
    this.catalog = catalog;
    this.history = history;
    this.targets = targets;
    this.random = new Random(seed);
  }

  public RetryingReader start() {
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  public long reads() {
    return reads.get();
  }

  public long retried() {
    return retried.get();
  }

  /** Reads that got no answer at the second instance either. */
  public long failed() {
    return failed.get();
  }

  private void run() {
    Pace pace = new Pace(PER_SECOND);
    while (!stopping) {
      pace.await();
      List<Instance> instances = targets.get();
      if (instances.size() < 2) {
        continue;
      }
      int first = random.nextInt(instances.size());
      Catalog.Choice choice = catalog.choose(random);
      reads.incrementAndGet();
      if (!answers(instances.get(first), choice)) {
        retried.incrementAndGet();
        if (!answers(instances.get((first + 1) % instances.size()), choice)) {
          failed.incrementAndGet();
        }
      }
    }
  }

  private boolean answers(Instance instance, Catalog.Choice choice) {
    JobClient.Call call =
        new JobClient.Call(instance.name(), instance.port(), JobClient.Api.RPC, SESSION);
    Read read = client.read(call, choice.key(), Read.Asked.PLAIN).join();
    history.add(read);
    return read.outcome().answered();
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join(15_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
