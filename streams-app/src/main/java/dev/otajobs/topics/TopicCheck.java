package dev.otajobs.topics;

import dev.otajobs.config.KafkaConfig;
import dev.otajobs.config.TopicsConfig;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.projection.OtaJobTopology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Checks before the start that the topics exist and that their settings fit together. */
public final class TopicCheck {

  /** The bytes that a dead letter needs beside its record, for its headers. */
  static final int HEADER_ROOM = 64 * 1024;

  /** Then the broker decompresses what producers compress, and takes no more than fits. */
  static final String UNCOMPRESSED = "uncompressed";

  /** The broker's default of max.message.bytes. */
  static final int KAFKA_MAX_MESSAGE_BYTES = 1_048_588;

  /** How long a topic may be missing: brokers learn of a new one within milliseconds. */
  private static final Duration NEW_TOPICS_WAIT = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Admin admin;
  private final TopicsConfig topics;
  private final String changelog;
  private final String histories;

  public TopicCheck(Admin admin, KafkaConfig kafka, TopicsConfig topics) {
    this.admin = admin;
    this.topics = topics;
    this.changelog = OtaJobTopology.changelog(kafka.applicationId());
    this.histories = OtaJobTopology.historyChangelog(kafka.applicationId());
  }

  /**
   * Checks the topics and returns what the service needs to know of them.
   *
   * <p>The brokers learn of a new topic one after another, a moment after its creation was
   * acknowledged. So a topic that one of them does not know is looked for again, for some seconds.
   *
   * @throws TopicException if a topic is missing or does not fit the others
   */
  public CheckedTopics check() {
    long deadline = System.nanoTime() + NEW_TOPICS_WAIT.toNanos();
    while (true) {
      try {
        return checkOnce();
      } catch (TopicException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() - deadline > 0) {
          throw e;
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private CheckedTopics checkOnce() {
    Set<String> existing = existing();
    int partitions = describe(admin, topics.events()).partitions().size();
    checkPartitions(topics.misplaced(), partitions);
    boolean restores = existing.contains(changelog);
    if (restores) {
      checkPartitions(changelog, partitions);
    }
    checkCompression(topics.events());
    checkCompression(topics.misplaced());
    checkCompression(topics.packages());
    checkCompaction(topics.packages());
    checkRoom(topics.deadLetters());
    checkRoom(topics.misplaced());
    return new CheckedTopics(
        new Partitioning(partitions),
        new Partitioning(describe(admin, topics.packages()).partitions().size()),
        maxMessageBytes(admin, topics.deadLetters()) - HEADER_ROOM,
        existing.contains(histories),
        restores);
  }

  /** The topics that there are, ours among them. */
  private Set<String> existing() {
    Set<String> existing = KafkaClients.await(admin.listTopics().names(), "list the topics");
    List<String> missing =
        Stream.of(
                topics.events(),
                topics.deadLetters(),
                topics.misplaced(),
                topics.views(),
                topics.packages())
            .filter(topic -> !existing.contains(topic))
            .toList();
    if (!missing.isEmpty()) {
      String problem = "topics are missing: " + missing + "; create them with the command 'topics'";
      throw new TopicException(problem, new UnknownTopicOrPartitionException());
    }
    return existing;
  }

  private void checkPartitions(String topic, int expected) {
    int partitions = describe(admin, topic).partitions().size();
    if (partitions != expected) {
      throw new TopicException(
          "%s has %d partitions, %s has %d: jobs would be looked for where they are not."
                  .formatted(topics.events(), expected, topic, partitions)
              + " The partition count of an events topic must not change; move to a new topic and a"
              + " new application.id instead, see docs/operations.md");
    }
  }

  private void checkCompression(String topic) {
    String compression = setting(admin, topic, TopicConfig.COMPRESSION_TYPE_CONFIG);
    if (!topics.trusted() && !compression.equals(UNCOMPRESSED)) {
      throw new TopicException(
          ("%s has compression.type=%s: a record of a few kilobytes could take all memory of an"
                  + " instance once it is decompressed. Set compression.type=%s of %s, or, if you"
                  + " trust everybody who may write to it, topics.trusted=true")
              .formatted(topic, compression, UNCOMPRESSED, topic));
    }
  }

  private void checkCompaction(String topic) {
    String policy = setting(admin, topic, TopicConfig.CLEANUP_POLICY_CONFIG);
    if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
      throw new TopicException(
          "%s has cleanup.policy=%s: packages would be lost with time. Set cleanup.policy=compact"
              .formatted(topic, policy));
    }
  }

  private void checkRoom(String topic) {
    int events = maxMessageBytes(admin, topics.events());
    int room = maxMessageBytes(admin, topic);
    if (room < events + HEADER_ROOM) {
      throw new TopicException(
          "%s takes %d bytes a message, %s takes %d: set max.message.bytes of %s to %d"
              .formatted(topics.events(), events, topic, room, topic, events + HEADER_ROOM));
    }
  }

  /**
   * Describes a topic.
   *
   * @throws TopicException if it does not exist
   */
  public static TopicDescription describe(Admin admin, String topic) {
    return only(
        KafkaClients.await(
            admin.describeTopics(List.of(topic)).allTopicNames(), "describe " + topic));
  }

  static int maxMessageBytes(Admin admin, String topic) {
    return Integer.parseInt(setting(admin, topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
  }

  private static String setting(Admin admin, String topic, String name) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config settings =
        only(
            KafkaClients.await(
                admin.describeConfigs(List.of(resource)).all(), "read the settings of " + topic));
    return settings.get(name).value();
  }

  private static <T> T only(Map<?, T> answers) {
    return answers.values().iterator().next();
  }
}
