package dev.otajobs.faults.check;

import dev.otajobs.config.AppConfig;
import dev.otajobs.eventserde.EventSerdes;
import dev.otajobs.ingest.EventDecoder;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.ingest.Judgement;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.ingest.Position;
import dev.otajobs.ingest.RejectReason;
import dev.otajobs.ingest.SourceRecord;
import dev.otajobs.job.JobKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the events topic with the rules of the service, without any of its processing. */
public final class EventLogReader {

  private final AppConfig config;
  private final Ingest ingest;
  private final Map<JobKey, List<EventLog.Entry>> jobs = new HashMap<>();
  private final Map<Position, RejectReason> rejected = new HashMap<>();
  private long records;

  private EventLogReader(AppConfig config, Partitioning partitioning) {
    this.config = config;
    this.ingest =
        new Ingest(
            config.topics().misplaced(),
            partitioning,
            new EventDecoder(EventSerdes.deserializer(config.serde()), Duration.ofSeconds(20)));
  }

  /** The topic from its first record to its present end. */
  public static EventLog read(AppConfig config, Partitioning partitioning) {
    EventLogReader reader = new EventLogReader(config, partitioning);
    TopicReader.readAll(config, config.topics().events(), reader::take);
    return new EventLog(Map.copyOf(reader.jobs), Map.copyOf(reader.rejected), reader.records);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    records++;
    Position position = new Position(record.partition(), record.offset());
    Judgement decision =
        ingest.judge(
            new SourceRecord(
                config.topics().events(),
                position,
                // Judge it here, in whatever partition it stands.
                true,
                record.key(),
                record.value(),
                record.headers(),
                Math.max(0, record.timestamp())));
    if (decision instanceof Judgement.Accepted accepted) {
      jobs.computeIfAbsent(accepted.key(), first -> new ArrayList<>())
          .add(new EventLog.Entry(position, accepted.event()));
    } else if (decision instanceof Judgement.Rejected broken) {
      rejected.put(position, broken.reason());
    } else {
      throw new IllegalStateException("the workload writes no " + decision);
    }
  }
}
