package dev.otajobs.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * The names of the topics.
 *
 * @param events what upgrade services write
 * @param deadLetters what could not be folded, with the reason in its headers
 * @param misplaced events on their way from a wrong partition to the right one
 * @param views the jobs as other systems may read them, compacted
 * @param packages the update packages that batches are created for, compacted
 * @param replicationFactor of topics that are created here, 1 to 32767, or -1 for the broker's
 *     default
 * @param trusted whether events may lie compressed in their topic, although a small record can then
 *     take all memory
 * @param partitions of the events topic if it is created here, 1 to 10,000
 */
public record TopicsConfig(
    String events,
    String deadLetters,
    String misplaced,
    String views,
    String packages,
    boolean trusted,
    int replicationFactor,
    int partitions) {

  static TopicsConfig read(Settings settings) {
    TopicsConfig config = values(settings);
    if (config.names().size() < 5) {
      settings.problem(
          "topics.events",
          "and topics.dead.letters, topics.misplaced, topics.views, topics.packages must be five"
              + " different topics");
    }
    return config;
  }

  /** This partition of the events topic. */
  public TopicPartition eventsAt(int partition) {
    return new TopicPartition(events, partition);
  }

  /** This partition of the topic of misplaced events. */
  public TopicPartition misplacedAt(int partition) {
    return new TopicPartition(misplaced, partition);
  }

  private Set<String> names() {
    return new HashSet<>(List.of(events, deadLetters, misplaced, views, packages));
  }

  private static TopicsConfig values(Settings settings) {
    return new TopicsConfig(
        topic(settings, "topics.events", "ota-job-events"),
        topic(settings, "topics.dead.letters", "ota-job-events-dead-letters"),
        topic(settings, "topics.misplaced", "ota-job-events-misplaced"),
        topic(settings, "topics.views", "ota-job-views"),
        topic(settings, "topics.packages", "ota-packages"),
        settings.flag("topics.trusted"),
        replicationFactor(settings),
        settings.integer("topics.partitions", 8, 1, 10_000));
  }

  private static int replicationFactor(Settings settings) {
    int factor = settings.integer("topics.replication.factor", -1, -1, Short.MAX_VALUE);
    if (factor == 0) {
      settings.problem("topics.replication.factor", "is 0, expected 1 or more, or -1");
    }
    return factor;
  }

  private static String topic(Settings settings, String key, String fallback) {
    String name = settings.text(key, fallback);
    if (!name.matches("[a-zA-Z0-9._-]{1,249}") || name.matches("\\.{1,2}")) {
      settings.problem(
          key, "is '" + name + "', expected a topic's name: 1 to 249 of a-z A-Z 0-9 . _ -");
    }
    return name;
  }
}
