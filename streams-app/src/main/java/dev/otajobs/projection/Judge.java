package dev.otajobs.projection;

import dev.otajobs.ingest.Ingest;
import dev.otajobs.ingest.Judged;
import dev.otajobs.ingest.Position;
import dev.otajobs.ingest.SourceRecord;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The first step: finds out where a record was written, and what is to be done with it. It looks at
 * the record alone.
 *
 * <p>It also tells {@link SourceProgress} which partitions this instance owns and how far it is: a
 * record is processed once this step has handed it on, since all further steps run within that
 * call.
 */
final class Judge implements FixedKeyProcessor<byte[], byte[], Judged> {

  private final Ingest ingest;
  private final SourceProgress progress;
  private final ProjectionMetrics metrics;
  private final CommitPace pace;

  // Kafka Streams calls init before anything else.
  @SuppressWarnings("NullAway.Init")
  private FixedKeyProcessorContext<byte[], Judged> context;

  @SuppressWarnings("NullAway.Init")
  private CommitPace.Requests commits;

  Judge(Ingest ingest, SourceProgress progress, ProjectionMetrics metrics, CommitPace pace) {
    this.ingest = ingest;
    this.progress = progress;
    this.metrics = metrics;
    this.pace = pace;
  }

  @Override
  public void init(FixedKeyProcessorContext<byte[], Judged> context) {
    this.context = context;
    progress.begun(context.taskId().partition());
    commits = pace.of(context);
  }

  @Override
  public void close() {
    progress.ended(context.taskId().partition());
  }

  @Override
  public void process(FixedKeyRecord<byte[], byte[]> record) {
    RecordMetadata read = context.recordMetadata().orElseThrow();
    SourceRecord source =
        ingest.trace(
            read.topic(),
            new Position(read.partition(), read.offset()),
            record.key(),
            record.value(),
            record.headers(),
            record.timestamp());
    Judged judged = new Judged(source, ingest.judge(source));
    context.forward(record.withValue(judged));
    if (judged.isAccepted()) {
      metrics.visible(record.timestamp());
    }
    progress.processed(read.topic(), read.partition(), read.offset());
    commits.needed();
  }
}
