package dev.otajobs.ops;

import org.apache.kafka.streams.KafkaStreams;

/**
 * Whether this instance may be sent calls: its stores are open, and all that was written to its
 * partitions before it started has been folded, so no job of yesterday is "not found".
 */
public final class Readiness {

  private final KafkaStreams streams;
  private final CatchUp catchUp;
  private volatile boolean stopping;

  public Readiness(KafkaStreams streams, CatchUp catchUp) {
    this.streams = streams;
    this.catchUp = catchUp;
  }

  public Health check() {
    if (stopping) {
      return new Health.Down("stopping");
    }
    KafkaStreams.State state = streams.state();
    if (state != KafkaStreams.State.RUNNING) {
      return new Health.Down("Kafka Streams is " + state);
    }
    return catchUp.isDone()
        ? new Health.Up()
        : new Health.Down("reading what was written before the start: " + catchUp.behind());
  }

  /** From now on not ready: the first step of stopping. */
  public void stop() {
    stopping = true;
  }
}
