package dev.otajobs.faults.check;

import dev.otajobs.faults.history.RecordedHistory;
import dev.otajobs.ingest.DeadLetter;
import dev.otajobs.ingest.Judgement;
import dev.otajobs.ingest.Position;
import dev.otajobs.ingest.RejectReason;
import dev.otajobs.ingest.SourceRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record of the dead letters in a recorded run. {@code letter}: position of the broken record,
 * reason.
 */
final class RecordedLetter {

  static final String KIND = "letter";

  private RecordedLetter() {}

  static ConsumerRecord<byte[], byte[]> of(String line) {
    String[] columns = line.split("\t", -1);
    return of(RecordedHistory.position(columns[1]), RejectReason.valueOf(columns[2]));
  }

  /** With the headers that the service writes. */
  static ConsumerRecord<byte[], byte[]> of(Position origin, RejectReason reason) {
    SourceRecord broken =
        new SourceRecord("events", origin, false, null, null, new RecordHeaders(), 0);
    DeadLetter letter =
        DeadLetter.of(broken, new Judgement.Rejected(reason, "recorded"), "events", 1_000);
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("dead-letters", 0, 0, new byte[0], new byte[0]);
    letter.headers().forEach(record.headers()::add);
    return record;
  }
}
