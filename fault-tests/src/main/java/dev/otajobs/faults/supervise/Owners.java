package dev.otajobs.faults.supervise;

import dev.otajobs.config.AppConfig;
import dev.otajobs.topics.KafkaClients;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/** Which instance owns which partition, as the broker's group has it. */
public final class Owners {

  private final AppConfig config;

  public Owners(AppConfig config) {
    this.config = config;
  }

  /** Partition to the owner's name; without those that nobody owns at the moment. */
  public Map<Integer, String> now() {
    try (Admin admin = KafkaClients.admin(config.kafka())) {
      String group = config.kafka().applicationId();
      ConsumerGroupDescription found =
          admin.describeConsumerGroups(List.of(group)).all().get().values().iterator().next();
      Map<Integer, String> owners = new TreeMap<>();
      for (MemberDescription member : found.members()) {
        for (TopicPartition partition : member.assignment().topicPartitions()) {
          owners.put(partition.partition(), instance(member.clientId()));
        }
      }
      return owners;
    } catch (ExecutionException e) {
      return Map.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Kafka Streams appends the thread to the client id that the instance was given. */
  private static String instance(String clientId) {
    int end = clientId.indexOf("-StreamThread");
    return end < 0 ? clientId : clientId.substring(0, end);
  }
}
