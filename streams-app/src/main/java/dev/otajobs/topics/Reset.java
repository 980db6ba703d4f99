package dev.otajobs.topics;

import dev.otajobs.config.KafkaConfig;
import dev.otajobs.config.TopicsConfig;
import dev.otajobs.projection.OtaJobTopology;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
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
   * The changelogs that exist.
   *
   * @throws TopicException if an instance of the group runs, or the brokers do not answer
   */
  public Set<String> changelogs() {
    requireNoMembers();
    Set<String> existing = KafkaClients.await(admin.listTopics().names(), "list the topics");
    return Stream.of(
            OtaJobTopology.changelog(group),
            OtaJobTopology.indexChangelog(group),
            OtaJobTopology.historyChangelog(group))
        .filter(existing::contains)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Does it. Offsets first: without changelogs and with the old offsets the table would have holes.
   *
   * @param changelogs what {@link #changelogs()} has told
   * @throws TopicException if the brokers refuse it
   */
  public void run(Set<String> changelogs) {
    Map<TopicPartition, OffsetAndMetadata> beginnings =
        KafkaClients.await(
                admin
                    .listOffsets(
                        partitions().stream()
                            .collect(
                                Collectors.toMap(Function.identity(), p -> OffsetSpec.earliest())))
                    .all(),
                "read where the topics begin")
            .entrySet()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> offset(entry.getValue())));
    KafkaClients.await(
        admin.alterConsumerGroupOffsets(group, beginnings).all(), "reset the offsets of " + group);
    KafkaClients.await(admin.deleteTopics(changelogs).all(), "delete " + changelogs);
  }

  private static OffsetAndMetadata offset(ListOffsetsResultInfo beginning) {
    return new OffsetAndMetadata(beginning.offset());
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
                + " members: stop all instances first. One that was killed is a member until its"
                + " session ends");
      }
    } catch (TopicException e) {
      // A group that never was has nothing to reset but changelogs.
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }
}
