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

  private static final String NAME = "1 to 249 of `a-z A-Z 0-9 . _ -`";

  private static final Setting.Text EVENTS =
      new Setting.Text("topics.events", "ota-job-events", NAME, "what upgrade services write");
  private static final Setting.Text DEAD_LETTERS =
      new Setting.Text(
          "topics.dead.letters",
          "ota-job-events-dead-letters",
          NAME,
          "what could not be folded, see [dead letters](#dead-letters)");
  private static final Setting.Text MISPLACED =
      new Setting.Text(
          "topics.misplaced",
          "ota-job-events-misplaced",
          NAME,
          "events on their way to the partition of their key");
  private static final Setting.Text VIEWS =
      new Setting.Text(
          "topics.views",
          "ota-job-views",
          NAME,
          "the [views](contract.md#views-for-other-teams) of jobs");
  private static final Setting.Text PACKAGES =
      new Setting.Text(
          "topics.packages",
          "ota-packages",
          NAME,
          "the [packages](contract.md#packages) that batches are created for");
  private static final Setting.Number REPLICATION =
      new Setting.Number(
          "topics.replication.factor",
          -1,
          -1,
          Short.MAX_VALUE,
          "of topics that the command `topics` creates; -1 is the broker's default");
  private static final Setting.Flag TRUSTED =
      new Setting.Flag(
          "topics.trusted",
          false,
          "whether the topics of events, misplaced events and packages may hold"
              + " [compressed records](#topics)");
  private static final Setting.Number PARTITIONS =
      new Setting.Number(
          "topics.partitions",
          8,
          1,
          10_000,
          "of the events topic, when the command `topics` creates it");

  /** What can be set. */
  static final List<Setting> SETTINGS =
      List.of(EVENTS, DEAD_LETTERS, MISPLACED, VIEWS, PACKAGES, REPLICATION, TRUSTED, PARTITIONS);

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
        topic(settings, EVENTS),
        topic(settings, DEAD_LETTERS),
        topic(settings, MISPLACED),
        topic(settings, VIEWS),
        topic(settings, PACKAGES),
        settings.flag(TRUSTED),
        replicationFactor(settings),
        settings.integer(PARTITIONS));
  }

  private static int replicationFactor(Settings settings) {
    int factor = settings.integer(REPLICATION);
    if (factor == 0) {
      settings.problem(REPLICATION.key(), "is 0, expected 1 or more, or -1");
    }
    return factor;
  }

  private static String topic(Settings settings, Setting.Text setting) {
    String name = settings.text(setting);
    if (!name.matches("[a-zA-Z0-9._-]{1,249}") || name.matches("\\.{1,2}")) {
      settings.problem(
          setting.key(),
          "is '" + name + "', expected a topic's name: 1 to 249 of a-z A-Z 0-9 . _ -");
    }
    return name;
  }
}
