package dev.otajobs.peers.spring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Writes what a batch of events says, one row a job, in one transaction. */
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
    Map<String, JobPatch> patches = new LinkedHashMap<>();
    for (ConsumerRecord<String, JobEvent> record : records) {
      JobEvent event = record.value();
      if (record.key() != null && event != null && event.isComplete()) {
        patches.computeIfAbsent(record.key(), JobPatch::new).apply(event);
      }
    }
    if (!patches.isEmpty()) {
      jobs.save(patches.values());
    }
  }
}
