package dev.otajobs.peers.quarkus;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the jobs of each firmware, the newest first, for lists. */
class IndexProcessor extends ContextualProcessor<String, Job, Void, Void> {

  static final String STORE = "ota-jobs-by-firmware";

  private static final byte[] NOTHING = new byte[0];

  @Override
  public void process(Record<String, Job> changed) {
    Job job = changed.value();
    if (job != null && job.createdAt != null && job.firmwareId != null) {
      KeyValueStore<String, byte[]> index = context().getStateStore(STORE);
      String newestFirst = "%019d".formatted(Long.MAX_VALUE - job.createdAt);
      index.putIfAbsent(
          String.join("\0", job.firmwareId, newestFirst, changed.key()), NOTHING);
    }
  }
}
