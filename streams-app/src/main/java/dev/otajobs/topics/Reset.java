package dev.otajobs.topics;

import dev.otajobs.config.KafkaConfig;
import dev.otajobs.config.TopicsConfig;
import dev.otajobs.projection.OtaJobTopology;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Lets the group fold all events again: its offsets go to the beginning, and the changelogs of its
 * stores are deleted. The changelog's names are those that Kafka Streams gives them.
 */
public final class Reset {

  private final Admin admin;
  private final String group;
  private final TopicsConfig topics;

  public Reset(Admin admin, KafkaConfig kafka, TopicsConfig topics) {
    this.admin = admin;
    this.group = kafka.applicationId();
    this.topics = topics;
  }

  /**
   * What is there.
   *
   * @param changelogs those that exist
   * @param beginnings the first offset of each partition of the events and misplaced topics
   */
  public record Plan(Set<String> changelogs, Map<TopicPartition, Long> beginnings) {

    public Plan {
      changelogs = Set.copyOf(changelogs);
      beginnings = Map.copyOf(beginnings);
    }

    /** The partitions of this topic that no longer have all records, with what they begin at. */
    public Map<TopicPartition, Long> cut(String topic) {
      return beginnings.entrySet().stream()
          .filter(begin -> begin.getKey().topic().equals(topic) && begin.getValue() > 0)
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
  }

  /**
   * What would be reset.
   *
   * @throws TopicException if an instance of the group runs, or the brokers do not answer
   */
  public Plan plan() {
    requireNoMembers();
    Set<String> existing = KafkaClients.await(admin.listTopics().names(), "list the topics");
    Set<String> changelogs =
        Stream.of(
                OtaJobTopology.changelog(group),
                OtaJobTopology.indexChangelog(group),
                OtaJobTopology.historyChangelog(group))
            .filter(existing::contains)
            .collect(Collectors.toSet());
    Map<TopicPartition, OffsetSpec> asked =
        partitions().stream()
            .collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.earliest()));
    Map<TopicPartition, Long> beginnings =
        KafkaClients.await(admin.listOffsets(asked).all(), "read where the topics begin")
            .entrySet()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    return new Plan(changelogs, beginnings);
  }

  /**
   * Moves the offsets to the beginnings. First: without changelogs and with the old offsets the
   * table would have holes.
   *
   * @throws TopicException if the brokers refuse it
   */
  public void moveOffsets(Plan plan) {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        plan.beginnings().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, begin -> new OffsetAndMetadata(begin.getValue())));
    KafkaClients.await(
        admin.alterConsumerGroupOffsets(group, offsets).all(), "reset the offsets of " + group);
  }

  /**
   * Deletes the changelogs.
   *
   * @throws TopicException if an instance runs again, or the brokers refuse it
   */
  public void deleteChangelogs(Plan plan) {
    requireNoMembers();
    KafkaClients.await(admin.deleteTopics(plan.changelogs()).all(), "delete " + plan.changelogs());
  }

  private Collection<TopicPartition> partitions() {
    return Stream.of(topics.events(), topics.misplaced())
        .flatMap(
            topic ->
                IntStream.range(0, TopicCheck.describe(admin, topic).partitions().size())
                    .mapToObj(partition -> new TopicPartition(topic, partition)))
        .toList();
  }

  private void requireNoMembers() {
    try {
      int members =
          KafkaClients.await(
                  admin.describeConsumerGroups(List.of(group)).all(), "describe the group " + group)
              .values()
              .stream()
              .mapToInt(description -> description.members().size())
              .sum();
      if (members > 0) {
        throw new TopicException(
            "the group "
                + group
                + " has "
                + members
                + " members: stop all instances first. One that was killed, or that has a"
                + " group.instance.id, is a member until its session ends");
      }
    } catch (TopicException e) {
      // A group that never was has nothing to reset but changelogs.
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }
}
