package dev.otajobs.benchmarks.load.data;

/**
 * Jobs in a topic.
 *
 * @param topic of the service
 * @param peerTopic the same events for the peers; empty of records if there is none of them
 * @param jobs so many, numbered from 0
 * @param events of all of them
 */
public record Dataset(String topic, String peerTopic, long jobs, long events) {

  /** Jobs from this number on are created only, so that a million of them is soon loaded. */
  private static final long WHOLE_LIVES = 100_000;

  /** What these jobs have. */
  public static Dataset of(String name, long jobs) {
    long events = jobs + 2 * Math.min(jobs, WHOLE_LIVES);
    return new Dataset("bench-" + name, "bench-" + name + "-json", jobs, events);
  }

  static boolean hasWholeLife(long job) {
    return job < WHOLE_LIVES;
  }
}
