package dev.otajobs.benchmarks.load.rig;

import dev.otajobs.benchmarks.load.data.JobIds;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.local.Ports;
import dev.otajobs.local.SelfSignedPair;
import dev.otajobs.topics.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/** Instances that share the partitions and ask each other. */
public record Cluster(InstanceSettings settings, List<Instance> instances)
    implements AutoCloseable {

  private static final Duration SETTLED = Duration.ofSeconds(40);

  /** So many of the first jobs are in all partitions. */
  private static final long FIRST = 50;

  /** So many times in a row. */
  private static final int CALM = 4;

  /** Two of them, the same ones for all who ask; ended with all that is loaded. */
  public static Cluster pair(Bench bench, String topic) {
    return bench.shared(Cluster.class, () -> start(bench, topic, 2));
  }

  /** Starts so many together; returns once all are ready. */
  public static Cluster start(Bench bench, String topic, int count) {
    return start(bench, bench.settings("cluster", topic), count);
  }

  /** As {@link #start(Bench, String, int)}, with these settings and each one's own. */
  public static Cluster start(Bench bench, InstanceSettings settings, int count) {
    SelfSignedPair pair = SelfSignedPair.in(bench.dir());
    Cluster cluster = new Cluster(settings, new ArrayList<>());
    try {
      for (int number = 0; number < count; number++) {
        String name = "instance-" + number;
        InstanceSettings own =
            settings
                .with("state.dir", bench.dir().resolve("state-" + settings.id() + name).toString())
                .with("kafka.client.id", name)
                .with("peer.listen", "127.0.0.1:" + Ports.free())
                .with("peer.tls.certificate.file", pair.certificate().toString())
                .with("peer.tls.key.file", pair.key().toString())
                .with("peer.allowed", "127.0.0.1:*");
        cluster.instances.add(Instance.launch(bench.programs(), name, own));
      }
      cluster.instances.forEach(Instance::awaitReady);
      cluster.awaitSettled();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /**
   * Ids of so many jobs that this instance owns, or does not own.
   *
   * @param jobs that there are
   */
  public List<String> jobIds(int instance, boolean owned, long jobs, int atMost) {
    Map<Integer, String> owners = owners();
    Partitioning partitioning = new Partitioning(settings.config().topics().partitions());
    String name = instances.get(instance).name();
    return LongStream.range(0, jobs)
        .mapToObj(JobIds::of)
        .filter(id -> name.equals(owners.get(partitioning.owner(id))) == owned)
        .limit(atMost)
        .toList();
  }

  /** Until each owns something, and each answers for the first jobs, again and again. */
  private void awaitSettled() {
    Await.require(
        SETTLED,
        "an owner of each partition, all instances among them",
        () -> Set.copyOf(owners().values()).size() == instances.size());
    int[] calm = new int[1];
    Await.require(
        SETTLED,
        "answers of all instances",
        () -> {
          boolean answered =
              instances.stream()
                  .map(Instance::probe)
                  .allMatch(
                      probe ->
                          LongStream.range(0, FIRST).mapToObj(JobIds::of).allMatch(probe::finds));
          calm[0] = answered ? calm[0] + 1 : 0;
          return calm[0] >= CALM;
        });
  }

  private Map<Integer, String> owners() {
    try (Admin admin = KafkaClients.admin(settings.config().kafka())) {
      ConsumerGroupDescription group =
          admin
              .describeConsumerGroups(List.of(settings.id()))
              .all()
              .get()
              .values()
              .iterator()
              .next();
      Map<Integer, String> owners = new TreeMap<>();
      for (MemberDescription member : group.members()) {
        for (TopicPartition partition : member.assignment().topicPartitions()) {
          // Kafka Streams appends the thread to the client id that the instance was given.
          owners.put(partition.partition(), member.clientId().replaceAll("-StreamThread.*", ""));
        }
      }
      return owners;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    instances.stream().filter(i -> i.process().isAlive()).forEach(i -> i.process().terminate());
    instances.forEach(Instance::close);
  }
}
