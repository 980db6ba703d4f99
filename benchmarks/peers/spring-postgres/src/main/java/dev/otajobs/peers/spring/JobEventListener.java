package dev.otajobs.peers.spring;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Writes a batch of events, and the jobs that they change, in one transaction. */
@Component
class JobEventListener {

  static final String ID = "job-events";

  private final JobRepository jobs;

  JobEventListener(JobRepository jobs) {
    this.jobs = jobs;
  }

  // idIsGroup: the group is the one of the settings.
  @KafkaListener(id = ID, idIsGroup = false, topics = "${peer.topic}")
  void onEvents(List<ConsumerRecord<String, JobEvent>> records) {
    List<JobEvent> events = new ArrayList<>(records.size());
    for (ConsumerRecord<String, JobEvent> record : records) {
      JobEvent event = record.value();
      if (record.key() != null && event != null && event.isComplete()) {
        events.add(event);
      }
    }
    if (!events.isEmpty()) {
      jobs.save(events);
    }
  }
}
