package dev.otajobs.ingest;

import dev.otajobs.events.ClearableField;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.events.OtaJobFinished;
import dev.otajobs.events.OtaJobModified;
import dev.otajobs.events.OtaJobStarted;
import dev.otajobs.ingest.Judgement.Accepted;
import dev.otajobs.ingest.Judgement.Rejected;
import dev.otajobs.job.Change;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobEvent;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.JobOutcome;
import dev.otajobs.job.Stamp;
import dev.otajobs.job.Texts;
import dev.otajobs.job.Times;
import java.util.Map;
import java.util.Optional;

/** Turns a decoded event into the domain's, if it keeps every rule of the contract. */
final class EventReader {

  private final Problems problems;

  private EventReader(Problems problems) {
    this.problems = problems;
  }

  /** The event, accepted; or rejected with all the rules that it breaks. */
  static Judgement read(String keyJobId, OtaJobEvent event) {
    return read(keyJobId, event, new Problems());
  }

  /** The same, with problems that are told in other words. */
  static Judgement read(String keyJobId, OtaJobEvent event, Problems problems) {
    return new EventReader(problems).decide(keyJobId, event);
  }

  private Judgement decide(String keyJobId, OtaJobEvent event) {
    checkEnvelope(keyJobId, event);
    Optional<Change> change = change(event);
    if (change.isEmpty() || problems.any()) {
      return new Rejected(RejectReason.INVALID_EVENT, problems.text());
    }
    Stamp stamp =
        new Stamp(event.getRevision(), event.getOccurredAt().toEpochMilli(), event.getEventId());
    return new Accepted(
        new JobKey(event.getJobId(), event.getAccountId()),
        new JobEvent(stamp, change.get()),
        event.getSource());
  }

  private Optional<Change> change(OtaJobEvent event) {
    Object change = event.getChange();
    if (change instanceof OtaJobCreated created) {
      return Optional.of(created(event, created));
    } else if (change instanceof OtaJobStarted) {
      return Optional.of(new Change.Started());
    } else if (change instanceof OtaJobModified modified) {
      return Optional.of(modified(modified));
    } else if (change instanceof OtaJobFinished finished) {
      return finished(finished);
    }
    problems.add("change", "is not a change that this release knows");
    return Optional.empty();
  }

  private Change created(OtaJobEvent event, OtaJobCreated created) {
    Map<JobField, FieldValue> fields = EventFields.of(created);
    fields.values().removeIf(FieldValue.Cleared.class::isInstance);
    FieldRules.check(fields, problems);
    CombinationRules.check(fields, problems);
    CreationRules.check(fields, problems);
    TargetRules.check(created, problems);
    CreationRules.applyDefaults(fields);
    return new Change.Created(Optional.ofNullable(event.getIotInstanceId()), fields);
  }

  private Change modified(OtaJobModified modified) {
    Map<JobField, FieldValue> fields = EventFields.of(modified);
    FieldRules.check(fields, problems);
    CombinationRules.check(fields, problems);
    for (ClearableField cleared : modified.getCleared()) {
      JobField field = EventFields.CLEARABLE.get(cleared);
      if (field == null) {
        problems.add("cleared", "names " + cleared + ", which this release does not know");
      } else {
        FieldValue set = fields.put(field, new FieldValue.Cleared());
        if (set != null && !(set instanceof FieldValue.Cleared)) {
          problems.add(field, "is both set and cleared");
        }
      }
    }
    return new Change.Modified(fields);
  }

  private Optional<Change> finished(OtaJobFinished finished) {
    Optional<String> reason = Optional.ofNullable(finished.getReason());
    reason.ifPresent(text -> checkReason(text));
    return switch (finished.getOutcome()) {
      case COMPLETED -> Optional.of(new Change.Finished(JobOutcome.COMPLETED, reason));
      case CANCELED -> Optional.of(new Change.Finished(JobOutcome.CANCELED, reason));
      case UNKNOWN -> {
        problems.add("outcome", "is UNKNOWN, expected COMPLETED or CANCELED");
        yield Optional.empty();
      }
    };
  }

  /** The rules of an event's envelope. Source: the schema's doc strings. */
  private void checkEnvelope(String keyJobId, OtaJobEvent event) {
    if (!event.getJobId().equals(keyJobId)) {
      problems.add("jobId", "is not the record's key");
    }
    if (!Texts.isWord(event.getAccountId(), "_-", 1, 64)) {
      problems.add("accountId", "must be 1 to 64 of A-Z a-z 0-9 _ -");
    }
    if (event.getIotInstanceId() != null && !Texts.isWord(event.getIotInstanceId(), "_-*", 1, 64)) {
      problems.add("iotInstanceId", "must be 1 to 64 of A-Z a-z 0-9 _ - *, or null");
    }
    long occurredAt = event.getOccurredAt().toEpochMilli();
    if (!Times.isTime(occurredAt)) {
      problems.add(
          "occurredAt",
          "is "
              + occurredAt
              + ", expected 1 to "
              + Times.MAX
              + " milliseconds since 1970: "
              + (Times.isTime(occurredAt / 1000)
                  ? "is it in microseconds?"
                  : "is the producer's clock set?"));
    }
    if (event.getRevision() < 0) {
      problems.add("revision", "is " + event.getRevision() + ", expected 0 or more");
    }
    if (!Texts.isLine(event.getSource(), 1, 128)) {
      problems.add("source", "must be 1 to 128 characters, no control characters");
    }
  }

  private void checkReason(String reason) {
    if (!Texts.isText(reason, 0, 1024)) {
      problems.add("reason", "must be at most 1024 characters, no control characters");
    }
  }
}
