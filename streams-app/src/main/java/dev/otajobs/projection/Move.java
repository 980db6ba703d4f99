package dev.otajobs.projection;

import dev.otajobs.ingest.Judged;
import dev.otajobs.ingest.SourceRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends a misplaced record on its way to the partition that owns its key, with the place where its
 * producer wrote it in a header.
 */
final class Move extends ContextualProcessor<byte[], Judged, byte[], byte[]> {

  private final ProjectionMetrics metrics;
  private final SourceProgress progress;

  Move(ProjectionMetrics metrics, SourceProgress progress) {
    this.metrics = metrics;
    this.progress = progress;
  }

  // A tombstone has no value.
  @SuppressWarnings("NullAway")
  @Override
  public void process(Record<byte[], Judged> misplaced) {
    SourceRecord record = misplaced.value().record();
    RecordHeaders headers = new RecordHeaders(record.headers());
    record.position().writeTo(headers);
    metrics.misplaced();
    progress.moved();
    context().forward(new Record<>(record.key(), record.value(), record.timestamp(), headers));
  }
}
