package dev.otajobs.projection;

import dev.otajobs.ingest.DeadLetter;
import dev.otajobs.ingest.Judged;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Makes a dead letter of a rejected record: the same key and bytes, the reason in its headers. */
final class Explain extends ContextualProcessor<byte[], Judged, byte[], byte[]> {

  private final DeadLetters deadLetters;

  Explain(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  // A record may have no key and no value.
  @SuppressWarnings("NullAway")
  @Override
  public void process(Record<byte[], Judged> rejected) {
    Judged judged = rejected.value();
    DeadLetter letter = deadLetters.of(judged.record(), judged.rejection());
    context()
        .forward(new Record<>(letter.key(), letter.value(), letter.timestamp(), letter.headers()));
  }
}
