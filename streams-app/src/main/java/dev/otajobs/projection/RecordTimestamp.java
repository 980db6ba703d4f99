package dev.otajobs.projection;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The record's own timestamp, which is only passed on: events are ordered by their stamps. Kafka
 * lets producers write -1, with which Kafka Streams' own extractors would end the service.
 */
public final class RecordTimestamp implements TimestampExtractor {

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Math.max(0, record.timestamp());
  }
}
