package dev.otajobs.faults.check;

import dev.otajobs.faults.history.RecordedHistory;
import dev.otajobs.ingest.Position;
import dev.otajobs.ingest.RejectReason;
import dev.otajobs.job.Change;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobEvent;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.JobOutcome;
import dev.otajobs.job.Stamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The events topic of a recorded run. {@code event}: position, job, time of the producer's clock,
 * change, and the name for {@code created} and {@code renamed} or the outcome for {@code finished};
 * two events of a job that differ in the position alone are duplicates. {@code rejected}: position,
 * reason.
 */
final class RecordedLog {

  static final String EVENT = "event";
  static final String REJECTED = "rejected";

  private RecordedLog() {}

  static EventLog of(List<String> events, List<String> rejected) {
    Map<JobKey, List<EventLog.Entry>> jobs =
        events.stream()
            .map(line -> line.split("\t", -1))
            .collect(
                Collectors.groupingBy(
                    columns -> JobKey.parse(columns[2]),
                    Collectors.mapping(RecordedLog::entry, Collectors.toList())));
    Map<Position, RejectReason> reasons =
        rejected.stream()
            .map(line -> line.split("\t", -1))
            .collect(
                Collectors.toMap(
                    columns -> RecordedHistory.position(columns[1]),
                    columns -> RejectReason.valueOf(columns[2])));
    return new EventLog(jobs, reasons, events.size() + rejected.size());
  }

  private static EventLog.Entry entry(String[] columns) {
    byte[] content =
        String.join(" ", List.of(columns).subList(2, columns.length))
            .getBytes(StandardCharsets.UTF_8);
    long occurredAt = Instant.parse(columns[3]).toEpochMilli();
    Stamp stamp = new Stamp(0, occurredAt, UUID.nameUUIDFromBytes(content));
    return new EventLog.Entry(
        RecordedHistory.position(columns[1]), new JobEvent(stamp, change(columns)));
  }

  private static Change change(String[] columns) {
    return switch (columns[4]) {
      case "created" -> new Change.Created(Optional.empty(), named(columns[5]));
      case "started" -> new Change.Started();
      case "renamed" -> new Change.Modified(named(columns[5]));
      case "finished" -> new Change.Finished(JobOutcome.valueOf(columns[5]), Optional.empty());
      default -> throw new IllegalArgumentException("no change: " + columns[4]);
    };
  }

  private static Map<JobField, FieldValue> named(String name) {
    return Map.of(JobField.NAME, new FieldValue.Text(name));
  }
}
