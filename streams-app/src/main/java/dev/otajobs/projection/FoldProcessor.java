package dev.otajobs.projection;

import dev.otajobs.config.TopicsConfig;
import dev.otajobs.ingest.DeadLetter;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.ingest.Ingested;
import dev.otajobs.ingest.Position;
import dev.otajobs.ingest.SourceRecord;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.JobView;
import dev.otajobs.job.Revision;
import dev.otajobs.job.StoredJob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Takes one record at a time: judges it, and does to the store what the judgement says. */
final class FoldProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  private final TopicsConfig topics;
  private final int maxRecordBytes;
  private final Ingest ingest;
  private final ProjectionMetrics metrics;
  private final SourceProgress progress;

  // Kafka Streams calls init before anything else.
  @SuppressWarnings("NullAway.Init")
  private ProcessorContext<byte[], byte[]> context;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, StoredJob> store;

  FoldProcessor(
      TopicsConfig topics,
      int maxRecordBytes,
      Ingest ingest,
      ProjectionMetrics metrics,
      SourceProgress progress) {
    this.topics = topics;
    this.maxRecordBytes = maxRecordBytes;
    this.ingest = ingest;
    this.metrics = metrics;
    this.progress = progress;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    this.store = context.getStateStore(OtaJobTopology.STORE);
    progress.begun(context.taskId().partition());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata read = context.recordMetadata().orElseThrow();
    SourceRecord source = source(record, read);
    Ingested decision = ingest.decide(source);
    if (decision instanceof Ingested.Accepted accepted) {
      fold(accepted, source.position(), record.timestamp());
    } else if (decision instanceof Ingested.Erased erased) {
      erase(erased.jobId(), record.timestamp());
    } else if (decision instanceof Ingested.Misplaced) {
      move(record, source.position());
    } else if (decision instanceof Ingested.Rejected rejected) {
      metrics.rejected(rejected.reason());
      context.forward(
          DeadLetter.of(record, source, topics.events(), rejected, maxRecordBytes),
          OtaJobTopology.DEAD_LETTERS);
    }
    progress.processed(read.topic(), read.partition(), read.offset());
  }

  private SourceRecord source(Record<byte[], byte[]> record, RecordMetadata read) {
    boolean moved = read.topic().equals(topics.misplaced());
    Position here = new Position(read.partition(), read.offset());
    // Only on our own topic: anybody may write any header to the events topic.
    Position origin = moved ? Position.origin(record.headers()).orElse(here) : here;
    return new SourceRecord(
        read.topic(), origin, moved, record.key(), record.value(), record.headers());
  }

  private void fold(Ingested.Accepted accepted, Position position, long timestamp) {
    JobKey key = accepted.key();
    Revision revision = Revision.at(position.partition(), position.offset());
    StoredJob before = store.get(key.text());
    StoredJob after =
        before == null
            ? StoredJob.first(accepted.event(), revision)
            : before.apply(accepted.event(), revision);
    store.put(key.text(), after);
    metrics.folded(accepted.event());
    Optional<JobView> seen = JobView.of(key, after.state());
    // After a crash the store may know an event whose view was never sent.
    boolean replayed = before != null && before.revision().includes(revision);
    if (seen.isPresent()
        && (before == null || replayed || !seen.equals(JobView.of(key, before.state())))) {
      forwardView(key.text(), ViewRecord.of(seen.get()), timestamp);
    }
  }

  private void erase(String jobId, long timestamp) {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, StoredJob> found =
        store.prefixScan(JobKey.prefix(jobId), new StringSerializer())) {
      while (found.hasNext()) {
        String key = found.next().key;
        // A JobId may contain the separator: a/b/100 is a job of a/b, not of a.
        if (JobKey.parse(key).jobId().equals(jobId)) {
          keys.add(key);
        }
      }
    }
    for (String key : keys) {
      store.delete(key);
      forwardView(key, null, timestamp);
    }
    metrics.erased();
  }

  private void move(Record<byte[], byte[]> record, Position position) {
    RecordHeaders headers = new RecordHeaders(record.headers());
    position.writeTo(headers);
    metrics.misplaced();
    progress.moved();
    context.forward(record.withHeaders(headers), OtaJobTopology.MISPLACED);
  }

  // A null value is a tombstone.
  @SuppressWarnings("NullAway")
  private void forwardView(
      String key, byte @org.jspecify.annotations.Nullable [] value, long timestamp) {
    context.forward(
        new Record<>(key.getBytes(StandardCharsets.UTF_8), value, timestamp), OtaJobTopology.VIEWS);
  }
}
