package dev.otajobs.ops;

import dev.otajobs.projection.SourceProgress;
import dev.otajobs.topics.EndOffsets;
import dev.otajobs.topics.TopicException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits, on a thread of its own, until this instance has folded everything up to the end offsets
 * that its partitions had at the start. Misplaced events that it moves to other partitions
 * meanwhile are waited for, too.
 */
public final class CatchUp implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
  private static final long PAUSE_MILLIS = 50;
  private static final long RETRY_MILLIS = 2_000;

  private final KafkaStreams streams;
  private final SourceProgress progress;
  private final EndOffsets start;
  private final Supplier<EndOffsets> endsNow;
  private final IntPredicate canBeAnswered;
  private final Thread thread = new Thread(this::watch, "catch-up");
  private volatile boolean done;
  private volatile Set<String> behind = Set.of("nothing is known yet");

  /**
   * @param start the end offsets before the start
   * @param endsNow reads the end offsets again; may block
   * @param canBeAnswered whether queries for jobs of a partition can be answered
   */
  public CatchUp(
      KafkaStreams streams,
      SourceProgress progress,
      EndOffsets start,
      Supplier<EndOffsets> endsNow,
      IntPredicate canBeAnswered) {
    this.streams = streams;
    this.progress = progress;
    this.start = start;
    this.endsNow = endsNow;
    this.canBeAnswered = canBeAnswered;
  }

  /** Begins to watch. */
  public CatchUp begin() {
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /** Whether all of it is folded; once true, for ever. */
  public boolean isDone() {
    return done;
  }

  /** The partitions that are not there yet, in words for the operator. */
  public Set<String> behind() {
    return behind;
  }

  /** Ends the watch, whether it is done or not. */
  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  private void watch() {
    try {
      await(start.ends(), false);
      if (progress.movedRecords() > 0) {
        // A commit flushes what was moved; only then do the ends tell of all of it.
        await(start.ends(), true);
        await(readEnds().ends(), false);
      }
      awaitQueries();
      behind = Set.of();
      done = true;
    } catch (InterruptedException e) {
      LOG.debug("no longer watching");
    } catch (RuntimeException e) {
      LOG.error("cannot tell whether this instance has caught up: it stays not ready", e);
    }
  }

  private void await(Map<TopicPartition, Long> ends, boolean committed)
      throws InterruptedException {
    // Twice: what the threads say of their tasks changes a moment after the state does.
    for (int inRow = 0; inRow < 2; ) {
      Thread.sleep(PAUSE_MILLIS);
      boolean running = streams.state() == KafkaStreams.State.RUNNING;
      behind = partitionsBehind(ends, committed);
      inRow = running && behind.isEmpty() ? inRow + 1 : 0;
    }
  }

  /** Queries learn of it a moment later. */
  private void awaitQueries() throws InterruptedException {
    while (!activePartitions().stream()
        .map(TopicPartition::partition)
        .allMatch(canBeAnswered::test)) {
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private Set<TopicPartition> activePartitions() {
    return streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .flatMap(task -> task.topicPartitions().stream())
        .collect(Collectors.toSet());
  }

  private EndOffsets readEnds() throws InterruptedException {
    while (true) {
      try {
        return endsNow.get();
      } catch (TopicException | KafkaException e) {
        LOG.warn("cannot read the end offsets of the source topics, trying again", e);
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }

  private Set<String> partitionsBehind(Map<TopicPartition, Long> ends, boolean committed) {
    Set<String> found = new TreeSet<>();
    for (ThreadMetadata thread : streams.metadataForLocalThreads()) {
      for (TaskMetadata task : thread.activeTasks()) {
        for (TopicPartition partition : task.topicPartitions()) {
          long position = position(task, partition, committed);
          long end = ends.getOrDefault(partition, 0L);
          if (position < end) {
            found.add(partition + " at " + position + " of " + end);
          }
        }
      }
    }
    return found;
  }

  private long position(TaskMetadata task, TopicPartition partition, boolean committed) {
    return committed
        ? Math.max(
            start.committed().getOrDefault(partition, 0L),
            task.committedOffsets().getOrDefault(partition, 0L))
        : progress.nextOffset(partition);
  }
}
