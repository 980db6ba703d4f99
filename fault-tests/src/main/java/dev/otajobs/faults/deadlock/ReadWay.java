package dev.otajobs.faults.deadlock;

/** How a store is read. */
public enum ReadWay {
  /** {@code KafkaStreams.query} with a {@code KeyQuery}. */
  QUERY,
  /** {@code KafkaStreams.store}. */
  HANDLE
}
