package dev.otajobs.projection;

import dev.otajobs.codec.HistoryCodec;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobChange;
import dev.otajobs.job.JobHistory;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Jobs;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
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
    String jobId = new String(changed.key(), StandardCharsets.UTF_8);
    for (Jobs.Update update : changed.value().updates()) {
      JobKey key = new JobKey(jobId, update.accountId());
      if (update.after() == null) {
        forget(key);
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
    if (StoredHistory.read(history, key).isEmpty()) {
      history.put(HistoryKey.earlier(key), HistoryCodec.encode(JobHistory.Earlier.of(known)));
    }
  }

  private void forget(JobKey key) {
    StoredHistory.read(history, key).keys().forEach(history::delete);
    history.delete(HistoryKey.earlier(key));
  }

  private void record(JobKey key, JobChange change) {
    HistoryCodec.Encoded encoded = HistoryCodec.encode(change);
    history.put(HistoryKey.change(key, change.stamp(), encoded.checksum()), encoded.bytes());
    if (isTrimmed.getAsBoolean()) {
      trim(key);
    }
  }

  private void trim(JobKey key) {
    StoredHistory stored = StoredHistory.read(history, key);
    JobHistory kept = stored.history(most);
    if (kept.changes().size() == stored.changes().size()) {
      return;
    }
    kept.earlier()
        .ifPresent(earlier -> history.put(HistoryKey.earlier(key), HistoryCodec.encode(earlier)));
    for (int i = 0; i < stored.changes().size(); i++) {
      if (!kept.changes().contains(stored.changes().get(i))) {
        history.delete(stored.keys().get(i));
      }
    }
  }
}
