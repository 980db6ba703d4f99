package dev.otajobs.projection;

import dev.otajobs.ingest.Expired;
import dev.otajobs.job.Job;
import dev.otajobs.job.Jobs;
import dev.otajobs.job.Revision;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Sends a tombstone for each JobId whose jobs have all ended, or were never created, and that had
 * no event for the time of retention. The tombstone goes the way of any producer's: through the
 * events topic, so table, index, views and whoever reads the log forget the job alike. It names
 * what the jobs had met ({@link Expired}): events that are folded between this look and the
 * tombstone keep them.
 *
 * <p>It walks through the table between the events, slice by slice, and then waits before it begins
 * anew. Records pass by it unseen.
 */
final class ExpireJobs extends ContextualProcessor<byte[], Jobs, byte[], byte[]> {

  private static final Duration SOON = Duration.ofMillis(100);
  private static final int SLICE = 1_000;

  /** A pass begins so many times within the retention, but not more often than these bounds say. */
  private static final int PASSES = 10;

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final long retention;
  private final Duration pause;
  private final ProjectionMetrics metrics;
  private final CommitPace pace;

  // Kafka Streams calls init before anything else.
  @SuppressWarnings("NullAway.Init")
  private TimestampedKeyValueStore<byte[], Jobs> table;

  /** The last JobId of this pass; null before the first one. */
  private byte @Nullable [] last;

  @SuppressWarnings("NullAway.Init")
  private CommitPace.Requests commits;

  @SuppressWarnings("NullAway.Init")
  private Cancellable nextLook;

  ExpireJobs(Duration retention, ProjectionMetrics metrics, CommitPace pace) {
    this.retention = retention.toMillis();
    this.pause =
        Duration.ofMillis(
            Math.min(
                LONGEST_PAUSE.toMillis(),
                Math.max(SHORTEST_PAUSE.toMillis(), this.retention / PASSES)));
    this.metrics = metrics;
    this.pace = pace;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    table = context.getStateStore(OtaJobTopology.STORE);
    commits = pace.of(context);
    lookAfter(SOON);
  }

  @Override
  public void process(Record<byte[], Jobs> changed) {}

  /** One look each time: Kafka Streams commits a task after every punctuation. */
  private void lookAfter(Duration wait) {
    nextLook = context().schedule(wait, PunctuationType.WALL_CLOCK_TIME, this::look);
  }

  private void look(long now) {
    nextLook.cancel();
    int slice = 0;
    try (KeyValueIterator<byte[], ValueAndTimestamp<Jobs>> jobs = table.range(next(), null)) {
      while (slice < SLICE && jobs.hasNext()) {
        KeyValue<byte[], ValueAndTimestamp<Jobs>> stored = jobs.next();
        last = stored.key;
        slice++;
        if (now - stored.value.timestamp() >= retention && isOver(stored.value.value())) {
          expire(stored.key, stored.value.value().revision(), now);
        }
      }
    }
    if (slice < SLICE) {
      last = null;
    }
    lookAfter(last == null ? pause : SOON);
  }

  private static boolean isOver(Jobs jobs) {
    return jobs.byAccount().values().stream().allMatch(ExpireJobs::isOver);
  }

  private static boolean isOver(Job job) {
    return !job.isVisible() || job.state().finish() != null;
  }

  @SuppressWarnings("NullAway") // a null value is a tombstone
  private void expire(byte[] jobId, Revision revision, long now) {
    if (revision.isFull()) {
      // It does not name all that the jobs have met.
      return;
    }
    RecordHeaders headers = new RecordHeaders();
    Expired.write(revision, headers);
    metrics.expired();
    context().forward(new Record<>(jobId, null, now, headers));
    commits.needed();
  }

  /** The least key after the last one; null is before all. */
  private byte @Nullable [] next() {
    return last == null ? null : Arrays.copyOf(last, last.length + 1);
  }
}
