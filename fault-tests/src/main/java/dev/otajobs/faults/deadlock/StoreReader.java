package dev.otajobs.faults.deadlock;

import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/** Reads random keys without end. */
final class StoreReader implements Runnable {

  private final KafkaStreams streams;
  private final ReadWay way;
  private final int keys;
  private final AtomicLong reads;

  StoreReader(KafkaStreams streams, ReadWay way, int keys, AtomicLong reads) {
    this.streams = streams;
    this.way = way;
    this.keys = keys;
    this.reads = reads;
  }

  @Override
  public void run() {
    Random random = new Random();
    while (!Thread.currentThread().isInterrupted()) {
      if (streams.state() != KafkaStreams.State.RUNNING || !read("key-" + random.nextInt(keys))) {
        LockSupport.parkNanos(10_000_000);
      }
    }
  }

  private boolean read(String key) {
    try {
      switch (way) {
        case QUERY -> query(key);
        case HANDLE -> get(key);
      }
      reads.incrementAndGet();
      return true;
    } catch (InvalidStateStoreException | IllegalStateException e) {
      // Not open yet.
      return false;
    }
  }

  private void query(String key) {
    streams.query(
        StateQueryRequest.inStore(CountingTopology.STORE)
            .withQuery(KeyQuery.<String, String>withKey(key))
            .withPartitions(Set.of(0)));
  }

  private void get(String key) {
    streams
        .store(
            StoreQueryParameters.fromNameAndType(
                    CountingTopology.STORE, QueryableStoreTypes.<String, String>keyValueStore())
                .withPartition(0))
        .get(key);
  }
}
