package dev.otajobs.benchmarks.load.open;

import dev.otajobs.benchmarks.load.data.EventWriter;
import dev.otajobs.benchmarks.load.data.Lives;
import dev.otajobs.benchmarks.load.wrk.Request;
import dev.otajobs.events.OtaJobEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;

/**
 * Creates jobs at a fixed rate and asks for each from its acknowledgement on, a millisecond after
 * each answer that does not have it: how long until an acknowledged job is seen.
 */
public final class Visibility implements AutoCloseable {

  private static final int CONNECTIONS = 64;
  private static final int PAUSE_MILLIS = 1;

  private final AsyncClient client;
  private final EventWriter writer;
  private final String topic;
  private final boolean peer;

  /**
   * @param peer whether the server reads JSON
   */
  public Visibility(int port, EventWriter writer, String topic, boolean peer) {
    this.client = new AsyncClient(port, CONNECTIONS);
    this.writer = writer;
    this.topic = topic;
    this.peer = peer;
  }

  /**
   * Creates jobs for so long.
   *
   * @param first number of the first job, which nobody has yet, like those after it
   */
  public Latencies run(long first, int perSecond, Duration time) {
    int count = Math.toIntExact(Math.max(1, perSecond * time.toMillis() / 1_000));
    Histogram nanos = new Histogram(3);
    CountDownLatch open = new CountDownLatch(count);
    Schedule schedule = new Schedule(System.nanoTime(), perSecond);
    for (int number = 0; number < count; number++) {
      OtaJobEvent created = Lives.created(first + number);
      Request question = Request.unsigned(created.getJobId());
      schedule.await(number);
      writer
          .send(topic, peer, created)
          .thenRun(
              () -> {
                long acked = System.nanoTime();
                client.onLoop(() -> ask(question, acked, nanos, open));
              });
    }
    OpenLoop.await(open);
    return new Latencies(nanos, 0, "");
  }

  private void ask(Request question, long acked, Histogram nanos, CountDownLatch open) {
    client
        .send(question)
        .onComplete(
            reply -> {
              if (reply.succeeded() && hasJob(reply.result())) {
                nanos.recordValue(System.nanoTime() - acked);
                open.countDown();
              } else {
                client.later(PAUSE_MILLIS, () -> ask(question, acked, nanos, open));
              }
            });
  }

  private static boolean hasJob(AsyncClient.Reply reply) {
    return reply.status() == 200
        && reply.body().toString(StandardCharsets.UTF_8).contains("\"Success\":true");
  }

  @Override
  public void close() {
    client.close();
    writer.close();
  }
}
