package dev.otajobs.testkit.service;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * Which instance owns which partition, as the brokers' consumer group has it.
 *
 * @param settings of the application
 */
public record Owners(ServiceSettings settings) {

  /**
   * Partition to the owner's name; without partitions that nobody owns at the moment, empty if the
   * brokers cannot tell.
   */
  public Map<Integer, String> now() {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", settings.get("bootstrap.servers")))) {
      ConsumerGroupDescription group =
          admin.describeConsumerGroups(List.of(settings.id())).all().get().get(settings.id());
      return group == null ? Map.of() : owners(group);
    } catch (ExecutionException e) {
      return Map.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Map<Integer, String> owners(ConsumerGroupDescription group) {
    Map<Integer, String> owners = new TreeMap<>();
    for (MemberDescription member : group.members()) {
      // Kafka Streams appends the thread to the client id that the instance was given.
      String instance = member.clientId().replaceFirst("-StreamThread.*", "");
      for (TopicPartition partition : member.assignment().topicPartitions()) {
        owners.put(partition.partition(), instance);
      }
    }
    return owners;
  }
}
