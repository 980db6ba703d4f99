package dev.otajobs.ingest;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * Which partition owns a JobId: Kafka's default rule (murmur2 of the key's bytes), whatever rule a
 * producer followed. Writers and readers must agree on it, so it has one place.
 *
 * @param partitions of the events topic, 1 or more; it must never change
 */
public record Partitioning(int partitions) {

  public Partitioning {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions: " + partitions);
    }
  }

  /** The partition that owns this JobId, 0 to partitions - 1. */
  public int owner(String jobId) {
    return owner(jobId.getBytes(StandardCharsets.UTF_8));
  }

  /** The partition that owns this record key, 0 to partitions - 1. */
  public int owner(byte[] key) {
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }
}
