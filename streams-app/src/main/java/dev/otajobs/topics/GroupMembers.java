package dev.otajobs.topics;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/** What the coordinator of a consumer group says of its members. */
public final class GroupMembers {

  private GroupMembers() {}

  /**
   * The partitions that each member owns, by client id. None while the group rebalances.
   *
   * @throws TopicException if the brokers do not answer
   */
  public static Map<String, Set<TopicPartition>> assigned(Admin admin, String group) {
    ConsumerGroupDescription description =
        KafkaAdmin.await(
            requireNonNull(
                admin.describeConsumerGroups(List.of(group)).describedGroups().get(group)),
            "describe the group " + group);
    return description.members().stream()
        .collect(
            Collectors.toMap(
                MemberDescription::clientId,
                member -> member.assignment().topicPartitions(),
                GroupMembers::union));
  }

  private static Set<TopicPartition> union(Set<TopicPartition> one, Set<TopicPartition> other) {
    Set<TopicPartition> both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }
}
