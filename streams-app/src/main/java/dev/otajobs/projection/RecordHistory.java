package dev.otajobs.projection;

import dev.otajobs.codec.HistoryCodec;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobChange;
import dev.otajobs.job.JobHistory;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Jobs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the history of each job beside the table: a record for each event. That is one write and no
 * read. Now and then the history that an event belongs to is read, and what is above its bound is
 * joined into one record; {@link JobHistory#of} takes no notice of when that was.
 *
 * <p>A job that is older than its history begins it with what the table knew of it.
 */
final class RecordHistory extends ContextualProcessor<byte[], Jobs, Void, Void> {

  private static final Logger LOG = LoggerFactory.getLogger(RecordHistory.class);
  private static final byte[] NOTHING = {};

  private final int most;
  private final BooleanSupplier isTrimmed;

  // Kafka Streams calls init before anything else.
  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<byte[], byte[]> history;

  /** Whether a job of the table may have no history yet. */
  private boolean isBuilding;

  /**
   * @param most how many changes of a job are kept at least
   * @param isTrimmed whether the history that the next event belongs to is to be looked at
   */
  RecordHistory(int most, BooleanSupplier isTrimmed) {
    this.most = most;
    this.isTrimmed = isTrimmed;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    history = context.getStateStore(OtaJobTopology.HISTORY);
    isBuilding = history.get(HistoryKey.BUILT) == null;
    if (isBuilding) {
      TableWalk.begin(
          context,
          this::begin,
          () -> {
            history.put(HistoryKey.BUILT, NOTHING);
            isBuilding = false;
            LOG.info("every job has a history, task={}", context.taskId());
          });
    }
  }

  @Override
  public void process(Record<byte[], Jobs> changed) {
    if (changed.value().wasErased()) {
      // Of all accounts, also if the table had forgotten it before: after a crash it may have.
      delete(HistoryKey.first(changed.key()), HistoryKey.last(changed.key()));
      return;
    }
    String jobId = new String(changed.key(), StandardCharsets.UTF_8);
    for (Jobs.Update update : changed.value().updates()) {
      JobKey key = new JobKey(jobId, update.accountId());
      if (update.after() == null) {
        delete(HistoryKey.earlier(key), HistoryKey.end(key));
      } else if (update.added() != null) {
        if (isBuilding && update.before() != null) {
          begin(key, update.before());
        }
        changed.value().change().ifPresent(change -> record(key, change));
      }
    }
  }

  /** With what the table knows, unless it has begun. */
  private void begin(JobKey key, Job known) {
    boolean hasBegun;
    try (KeyValueIterator<byte[], byte[]> stored =
        history.range(HistoryKey.earlier(key), HistoryKey.end(key))) {
      hasBegun = stored.hasNext();
    }
    if (!hasBegun) {
      history.put(HistoryKey.earlier(key), HistoryCodec.encode(JobHistory.Earlier.of(known)));
    }
  }

  /** The newest first: a standby that is read meanwhile must not look complete. */
  private void delete(byte[] from, byte[] to) {
    List<byte[]> keys = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> stored = history.reverseRange(from, to)) {
      stored.forEachRemaining(entry -> keys.add(entry.key));
    }
    keys.forEach(history::delete);
  }

  private void record(JobKey key, JobChange change) {
    history.put(HistoryKey.change(key, change), HistoryCodec.encode(change));
    if (isTrimmed.getAsBoolean()) {
      trim(key);
    }
  }

  /** A history that cannot be read is left as it is: it must not stop the fold. */
  private void trim(JobKey key) {
    try {
      StoredHistory stored = StoredHistory.read(history, key);
      if (stored.changes().size() > most) {
        trim(key, stored);
      }
    } catch (SerializationException e) {
      LOG.error("a history cannot be read, jobId={}", key.jobId(), e);
    }
  }

  /** What fell out, and the copies of one event, become one record each. */
  private void trim(JobKey key, StoredHistory stored) {
    JobHistory kept = stored.history(most);
    kept.earlier()
        .ifPresent(earlier -> history.put(HistoryKey.earlier(key), HistoryCodec.encode(earlier)));
    Map<Bytes, JobChange> after = new HashMap<>();
    kept.changes().forEach(change -> after.put(Bytes.wrap(HistoryKey.change(key, change)), change));
    stored.keys().stream()
        .filter(old -> !after.containsKey(Bytes.wrap(old)))
        .forEach(history::delete);
    after.forEach((id, change) -> history.put(id.get(), HistoryCodec.encode(change)));
  }
}
