package dev.otajobs.projection;

import dev.otajobs.job.Job;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Jobs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks once through the table of a task, between the events and slice by slice: for a store that
 * is younger than the table. For its stream thread only.
 */
final class TableWalk {

  private static final Logger LOG = LoggerFactory.getLogger(TableWalk.class);
  private static final Duration SOON = Duration.ofMillis(20);
  private static final int SLICE = 2_000;

  private final ProcessorContext<?, ?> context;
  private final TimestampedKeyValueStore<byte[], Jobs> table;
  private final BiConsumer<JobKey, Job> visitor;
  private final Runnable end;
  private final Cancellable looks;

  /** The last JobId that was visited; null before the first one. */
  private byte @Nullable [] last;

  private long visited;

  private TableWalk(ProcessorContext<?, ?> context, BiConsumer<JobKey, Job> visitor, Runnable end) {
    this.context = context;
    this.table = context.getStateStore(OtaJobTopology.STORE);
    this.visitor = visitor;
    this.end = end;
    this.looks = context.schedule(SOON, PunctuationType.WALL_CLOCK_TIME, now -> look());
  }

  /**
   * Begins a walk.
   *
   * @param visitor gets every job of the table that is there when the walk comes by
   * @param end is run after the last one
   */
  static void begin(ProcessorContext<?, ?> context, BiConsumer<JobKey, Job> visitor, Runnable end) {
    // The context keeps it.
    var unused = new TableWalk(context, visitor, end);
  }

  private void look() {
    int slice = 0;
    try (KeyValueIterator<byte[], ValueAndTimestamp<Jobs>> jobs = table.range(next(), null)) {
      while (slice < SLICE && jobs.hasNext()) {
        KeyValue<byte[], ValueAndTimestamp<Jobs>> stored = jobs.next();
        String jobId = new String(stored.key, StandardCharsets.UTF_8);
        stored
            .value
            .value()
            .byAccount()
            .forEach((accountId, job) -> visitor.accept(new JobKey(jobId, accountId), job));
        last = stored.key;
        slice++;
      }
    }
    visited += slice;
    if (slice < SLICE) {
      looks.cancel();
      end.run();
      if (visited > 0) {
        LOG.info("walked through the table, task={} jobs={}", context.taskId(), visited);
      }
    }
  }

  /** The least key after the last one; null is before all. */
  private byte @Nullable [] next() {
    return last == null ? null : Arrays.copyOf(last, last.length + 1);
  }
}
