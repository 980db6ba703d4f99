package dev.otajobs.projection;

import dev.otajobs.config.TopicsConfig;
import dev.otajobs.ingest.DeadLetter;
import dev.otajobs.ingest.Judgement;
import dev.otajobs.ingest.SourceRecord;

/**
 * Makes the dead letters, and counts them.
 *
 * @param maxRecordBytes of a rejected record's key, value and headers; what is larger is left out
 */
public record DeadLetters(TopicsConfig topics, int maxRecordBytes, ProjectionMetrics metrics) {

  /** The topic that they are written to. */
  String topic() {
    return topics.deadLetters();
  }

  /** The dead letter of a record that is rejected. */
  DeadLetter of(SourceRecord record, Judgement.Rejected rejected) {
    metrics.rejected(rejected.reason());
    return DeadLetter.of(record, rejected, topics.events(), maxRecordBytes);
  }
}
