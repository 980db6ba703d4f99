package dev.otajobs.benchmarks.load.open;

import dev.otajobs.benchmarks.load.wrk.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Sends requests at a fixed rate and times each from the moment at which it was due: a server that
 * stands still makes all of them late that were due meanwhile, not only the one that it held up.
 */
public final class OpenLoop implements AutoCloseable {

  private static final int CONNECTIONS = 64;
  private static final int PATIENCE_SECONDS = 15;

  private final AsyncClient client;

  public OpenLoop(int port) {
    this.client = new AsyncClient(port, CONNECTIONS);
  }

  /** Sends for so long, then waits for the last replies. */
  public Latencies run(Supplier<Request> requests, int perSecond, Duration time) {
    int count = Math.toIntExact(Math.max(1, perSecond * time.toMillis() / 1_000));
    Histogram nanos = new Histogram(3);
    List<String> failures = new ArrayList<>();
    CountDownLatch open = new CountDownLatch(count);
    Schedule schedule = new Schedule(System.nanoTime(), perSecond);
    for (int number = 0; number < count; number++) {
      Request request = requests.get();
      long due = schedule.await(number);
      client.onLoop(
          () ->
              client
                  .send(request)
                  .onComplete(
                      reply -> {
                        if (reply.succeeded() && reply.result().status() < 400) {
                          nanos.recordValue(System.nanoTime() - due);
                        } else {
                          failures.add(
                              reply.succeeded()
                                  ? "status " + reply.result().status()
                                  : String.valueOf(reply.cause()));
                        }
                        open.countDown();
                      }));
    }
    await(open);
    return new Latencies(nanos, failures.size(), failures.isEmpty() ? "" : failures.get(0));
  }

  static void await(CountDownLatch open) {
    try {
      if (!open.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("replies are still missing: " + open.getCount());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
