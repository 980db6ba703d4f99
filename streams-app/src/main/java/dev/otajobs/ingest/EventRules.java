package dev.otajobs.ingest;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.job.Texts;

/** The rules of an event's envelope. Source: the schema's doc strings. */
final class EventRules {

  /** The end of the year 9999: the last time that the reply's format can show. */
  static final long MAX_TIME = 253_402_300_799_999L;

  private EventRules() {}

  static void checkEnvelope(String keyJobId, OtaJobEvent event, Problems problems) {
    if (!event.getJobId().equals(keyJobId)) {
      problems.add("jobId", "is not the record's key");
    }
    if (!Texts.isWord(event.getAccountId(), "_-", 1, 64)) {
      problems.add("accountId", "must be 1 to 64 of A-Z a-z 0-9 _ -");
    }
    if (event.getIotInstanceId() != null && !Texts.isWord(event.getIotInstanceId(), "_-*", 1, 64)) {
      problems.add("iotInstanceId", "must be 1 to 64 of A-Z a-z 0-9 _ - *, or null");
    }
    if (!isTime(event.getOccurredAt().toEpochMilli())) {
      problems.add(
          "occurredAt",
          "is "
              + event.getOccurredAt().toEpochMilli()
              + ", expected 1 to "
              + MAX_TIME
              + " milliseconds since 1970: is the producer's clock set?");
    }
    if (event.getRevision() < 0) {
      problems.add("revision", "is " + event.getRevision() + ", expected 0 or more");
    }
    if (!Texts.isLine(event.getSource(), 1, 128)) {
      problems.add("source", "must be 1 to 128 characters, no control characters");
    }
  }

  static void checkReason(String reason, Problems problems) {
    if (!Texts.isText(reason, 0, 1024)) {
      problems.add("reason", "must be at most 1024 characters, no control characters");
    }
  }

  static boolean isTime(long epochMillis) {
    return epochMillis >= 1 && epochMillis <= MAX_TIME;
  }
}
