package dev.otajobs.projection;

import dev.otajobs.job.Change;
import dev.otajobs.job.Job;
import dev.otajobs.job.Jobs;
import dev.otajobs.job.Stamped;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index by firmware beside the table. An entry is written when a job's creation becomes
 * known, and never again unless an earlier one does, so most events cost the index nothing.
 *
 * <p>A table that is older than its index is indexed first: slice by slice, between the events.
 * Until {@link IndexKey#built} is there, the index has holes.
 */
final class IndexJobs extends ContextualProcessor<byte[], Jobs, Void, Void> {

  private static final Logger LOG = LoggerFactory.getLogger(IndexJobs.class);
  private static final byte[] NOTHING = {};

  // Kafka Streams calls init before anything else.
  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<byte[], byte[]> index;

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    index = context.getStateStore(OtaJobTopology.INDEX);
    if (index.get(IndexKey.BUILT) == null) {
      TableWalk.begin(
          context,
          (key, job) -> IndexEntry.of(key.accountId(), key.jobId(), job).ifPresent(this::put),
          () -> {
            index.put(IndexKey.BUILT, NOTHING);
            LOG.info("the index is built, task={}", context.taskId());
          });
    }
  }

  @Override
  public void process(Record<byte[], Jobs> changed) {
    for (Jobs.Update update : changed.value().updates()) {
      if (!isCreation(update.added())
          && Objects.equals(creation(update.before()), creation(update.after()))) {
        // Nearly all events: all that is in an entry is the creation's.
        continue;
      }
      String jobId = new String(changed.key(), StandardCharsets.UTF_8);
      Optional<IndexEntry> before = IndexEntry.of(update.accountId(), jobId, update.before());
      Optional<IndexEntry> after = IndexEntry.of(update.accountId(), jobId, update.after());
      // A creation that is read a second time may have been lost to the index the first time.
      if (!before.equals(after) || isCreation(update.added())) {
        before
            .filter(old -> !after.map(IndexEntry::key).equals(Optional.of(old.key())))
            .ifPresent(old -> index.delete(old.key().toBytes()));
        after.ifPresent(this::put);
      }
    }
  }

  private static @Nullable Stamped<Change.Created> creation(@Nullable Job job) {
    return job == null ? null : job.state().creation();
  }

  private static boolean isCreation(@Nullable Job added) {
    return added != null && added.isVisible();
  }

  private void put(IndexEntry entry) {
    index.put(entry.key().toBytes(), entry.valueBytes());
  }
}
