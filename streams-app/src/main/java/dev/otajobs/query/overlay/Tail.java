package dev.otajobs.query.overlay;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A part of the log that is read beside the group, for as long as it is needed. */
interface Tail {

  /** What a record takes beside its value: its key, its entry, the objects of its job. */
  int RECORD_BYTES = 256;

  int partition();

  /** The source partitions, and the offset from which on each is read. */
  Map<TopicPartition, Long> start();

  /** About what it takes in memory. For the writing thread. */
  long bytes();

  /** Takes in one more record. If it throws, the record is handed to it again. */
  void add(ConsumerRecord<byte[], byte[]> record);
}
