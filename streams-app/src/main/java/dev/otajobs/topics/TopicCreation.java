package dev.otajobs.topics;

import dev.otajobs.config.TopicsConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.record.TimestampType;

/** Creates the topics that do not exist yet; leaves alone those that do. */
public final class TopicCreation {

  private final Admin admin;
  private final TopicsConfig topics;

  public TopicCreation(Admin admin, TopicsConfig topics) {
    this.admin = admin;
    this.topics = topics;
  }

  /** The names of the topics that were created. */
  public List<String> createMissing() {
    Set<String> existing = KafkaClients.await(admin.listTopics().names(), "list the topics");
    List<NewTopic> missing = new ArrayList<>();
    int partitions = topics.partitions();
    if (existing.contains(topics.events())) {
      partitions = TopicCheck.describe(admin, topics.events()).partitions().size();
    } else {
      missing.add(topic(topics.events(), partitions, compression()));
    }
    // Whatever the events topic takes must fit, with the headers that say why it is here.
    Map<String, String> roomy =
        Map.of(
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(roomyBytes(existing)),
            // By the producer's, which may be years ago, retention would delete them at once.
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            TimestampType.LOG_APPEND_TIME.name);
    Map<String, String> readable = new HashMap<>(roomy);
    // Many clients of other languages cannot read what Kafka Streams' producer compresses with.
    readable.put(TopicConfig.COMPRESSION_TYPE_CONFIG, TopicCheck.UNCOMPRESSED);
    addIfMissing(missing, existing, topic(topics.deadLetters(), partitions, readable));
    Map<String, String> moved = new HashMap<>(roomy);
    moved.putAll(compression());
    addIfMissing(missing, existing, topic(topics.misplaced(), partitions, moved));
    addIfMissing(
        missing,
        existing,
        topic(
            topics.views(),
            partitions,
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.COMPRESSION_TYPE_CONFIG,
                TopicCheck.UNCOMPRESSED)));
    Map<String, String> ofPackages = new HashMap<>(compression());
    ofPackages.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    addIfMissing(missing, existing, topic(topics.packages(), 1, ofPackages));
    return admin.createTopics(missing).values().entrySet().stream()
        .filter(topic -> isNew(topic.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Another run of this command may have created the topic meanwhile. */
  private static boolean isNew(KafkaFuture<Void> created) {
    try {
      KafkaClients.await(created, "create the topics");
      return true;
    } catch (TopicException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }

  /** See {@link TopicCheck}; the broker's default if producers are trusted. */
  private Map<String, String> compression() {
    return topics.trusted()
        ? Map.of()
        : Map.of(TopicConfig.COMPRESSION_TYPE_CONFIG, TopicCheck.UNCOMPRESSED);
  }

  private int roomyBytes(Set<String> existing) {
    int events =
        existing.contains(topics.events())
            ? TopicCheck.maxMessageBytes(admin, topics.events())
            : TopicCheck.KAFKA_MAX_MESSAGE_BYTES;
    return events + TopicCheck.HEADER_ROOM;
  }

  private NewTopic topic(String name, int partitions, Map<String, String> settings) {
    Optional<Short> replicas =
        topics.replicationFactor() < 1
            ? Optional.empty()
            : Optional.of((short) topics.replicationFactor());
    return new NewTopic(name, Optional.of(partitions), replicas).configs(settings);
  }

  private static void addIfMissing(List<NewTopic> missing, Set<String> existing, NewTopic topic) {
    if (!existing.contains(topic.name())) {
      missing.add(topic);
    }
  }
}
