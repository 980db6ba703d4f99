package dev.otajobs.peers.spring;

import java.util.Collection;
import org.apache.kafka.common.TopicPartition;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Ready once partitions are assigned; the table was made before. */
@RestController
class ReadyController {

  private final KafkaListenerEndpointRegistry listeners;

  ReadyController(KafkaListenerEndpointRegistry listeners) {
    this.listeners = listeners;
  }

  @GetMapping(path = "/ready", produces = "text/plain")
  ResponseEntity<String> ready() {
    MessageListenerContainer events = listeners.getListenerContainer(JobEventListener.ID);
    Collection<TopicPartition> assigned = events == null ? null : events.getAssignedPartitions();
    return assigned == null || assigned.isEmpty()
        ? ResponseEntity.status(503).body("down")
        : ResponseEntity.ok("up");
  }
}
