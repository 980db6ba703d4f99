package dev.otajobs.ops;

import dev.otajobs.projection.SourceProgress;
import dev.otajobs.topics.SourceEnds;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;

/**
 * Whether this instance may be sent calls: its stores are open, and all that was written to its
 * partitions before it started has been folded, so no job of yesterday is "not found".
 */
public final class Readiness {

  private final KafkaStreams streams;
  private final SourceEnds start;
  private final SourceProgress progress;
  private final AtomicBoolean caughtUp = new AtomicBoolean();
  private volatile boolean stopping;

  public Readiness(KafkaStreams streams, SourceEnds start, SourceProgress progress) {
    this.streams = streams;
    this.start = start;
    this.progress = progress;
  }

  public Health check() {
    if (stopping) {
      return new Health.Down("stopping");
    }
    KafkaStreams.State state = streams.state();
    if (state != KafkaStreams.State.RUNNING) {
      return new Health.Down("Kafka Streams is " + state);
    }
    return isCaughtUp()
        ? new Health.Up()
        : new Health.Down("reading what was written before the start: " + behind());
  }

  /** Whether all that was written to this instance's partitions before it started is folded. */
  public boolean isCaughtUp() {
    if (caughtUp.get()) {
      return true;
    }
    if (streams.state() != KafkaStreams.State.RUNNING || !behind().isEmpty()) {
      return false;
    }
    caughtUp.set(true);
    return true;
  }

  /** From now on not ready: the first step of stopping. */
  public void stop() {
    stopping = true;
  }

  private Set<String> behind() {
    Set<String> behind = new TreeSet<>();
    for (ThreadMetadata thread : streams.metadataForLocalThreads()) {
      for (TaskMetadata task : thread.activeTasks()) {
        for (TopicPartition partition : task.topicPartitions()) {
          long position = position(task, partition);
          long end = start.ends().getOrDefault(partition, 0L);
          if (position < end) {
            behind.add(partition + " at " + position + " of " + end);
          }
        }
      }
    }
    return behind;
  }

  /** A commit also passes what is no record, such as the markers of transactions. */
  private long position(TaskMetadata task, TopicPartition partition) {
    long committed =
        Math.max(
            start.committed().getOrDefault(partition, 0L),
            task.committedOffsets().getOrDefault(partition, 0L));
    return Math.max(committed, progress.nextOffset(partition));
  }
}
