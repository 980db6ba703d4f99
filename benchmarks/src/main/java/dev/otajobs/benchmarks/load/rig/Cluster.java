package dev.otajobs.benchmarks.load.rig;

import dev.otajobs.benchmarks.load.data.JobIds;
import dev.otajobs.config.AppConfig;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Instances;
import dev.otajobs.testkit.service.Owners;
import dev.otajobs.testkit.service.ServiceSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Instances that share the partitions and ask each other.
 *
 * @param settings that all of them have
 */
public record Cluster(ServiceSettings settings, Instances running) implements AutoCloseable {

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
  public static Cluster start(Bench bench, ServiceSettings settings, int count) {
    Instances running = new Instances(bench.programs().service(), settings);
    Cluster cluster = new Cluster(settings, running);
    try {
      for (int number = 0; number < count; number++) {
        running.add("instance-" + number, Map.of());
      }
      running.startAll();
      cluster.awaitSettled();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** All of them, in the order of their names. */
  public List<Instance> instances() {
    return running.all();
  }

  /**
   * Ids of so many jobs that this instance owns, or does not own.
   *
   * @param jobs that there are
   */
  public List<String> jobIds(int instance, boolean owned, long jobs, int atMost) {
    Map<Integer, String> owners = new Owners(settings).now();
    Partitioning partitioning =
        new Partitioning(AppConfig.of(settings.values()).topics().partitions());
    String name = instances().get(instance).name();
    return LongStream.range(0, jobs)
        .mapToObj(JobIds::of)
        .filter(id -> name.equals(owners.get(partitioning.owner(id))) == owned)
        .limit(atMost)
        .toList();
  }

  /** Until each owns something, and each answers for the first jobs, again and again. */
  private void awaitSettled() {
    int count = instances().size();
    Await.require(
        SETTLED,
        "an owner of each partition, all instances among them",
        () -> Set.copyOf(new Owners(settings).now().values()).size() == count);
    int[] calm = new int[1];
    Await.require(
        SETTLED,
        "answers of all instances",
        () -> {
          boolean answered =
              instances().stream()
                  .map(Instance::probe)
                  .allMatch(
                      probe ->
                          LongStream.range(0, FIRST).mapToObj(JobIds::of).allMatch(probe::finds));
          calm[0] = answered ? calm[0] + 1 : 0;
          return calm[0] >= CALM;
        });
  }

  @Override
  public void close() {
    running.close();
  }
}
