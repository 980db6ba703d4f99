package dev.otajobs.ops;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.apache.kafka.streams.KafkaStreams;

/** Whether a restart would help: Kafka Streams has given up, or threads are locked for good. */
public final class Liveness {

  private final KafkaStreams streams;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  public Liveness(KafkaStreams streams) {
    this.streams = streams;
  }

  public Health check() {
    KafkaStreams.State state = streams.state();
    if (state == KafkaStreams.State.ERROR
        || state == KafkaStreams.State.PENDING_ERROR
        || state == KafkaStreams.State.NOT_RUNNING) {
      return new Health.Down("Kafka Streams is " + state);
    }
    long[] deadlocked = threads.findDeadlockedThreads();
    if (deadlocked != null) {
      return new Health.Down(deadlocked.length + " threads are deadlocked");
    }
    return new Health.Up();
  }
}
