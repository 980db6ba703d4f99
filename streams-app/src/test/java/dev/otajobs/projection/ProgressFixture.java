package dev.otajobs.projection;

import org.apache.kafka.common.TopicPartition;

/** Lets tests of other rooms say what the stream has done. */
public final class ProgressFixture {

  private ProgressFixture() {}

  /** The store of the partition was opened. */
  public static void begun(SourceProgress progress, int partition) {
    progress.begun(partition);
  }

  /** It was closed. */
  public static void ended(SourceProgress progress, int partition) {
    progress.ended(partition);
  }

  /** The record at this offset was processed. */
  public static void processed(SourceProgress progress, TopicPartition source, long offset) {
    progress.processed(source.topic(), source.partition(), offset);
  }
}
