package dev.otajobs.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cluster of brokers on 127.0.0.1, each a child JVM and a controller: topics have three replicas
 * and take a write once two have it.
 */
public final class LocalBrokers implements AutoCloseable {

  private final Path dir;
  private final String clusterId;
  private final List<BrokerNode> nodes;
  private final List<LocalBroker> brokers = new ArrayList<>();

  private LocalBrokers(Path dir, List<BrokerNode> nodes) {
    this.dir = dir;
    this.nodes = nodes;
    this.clusterId = BrokerFiles.newClusterId();
  }

  /**
   * Returns once clients can connect to each.
   *
   * @param count 1 or more
   */
  public static LocalBrokers start(Path dir, int count) {
    List<Integer> voters = Stream.generate(Ports::free).distinct().limit(count).toList();
    List<BrokerNode> nodes = new ArrayList<>();
    for (int id = 1; id <= count; id++) {
      nodes.add(
          new BrokerNode(
              "broker-" + id, id, Ports.free(), voters, Optional.empty(), Optional.empty()));
    }
    return launch(new LocalBrokers(dir, nodes));
  }

  /**
   * One broker with a second listener at {@code detour}, which tells its clients to connect to
   * {@code advertised}: the port of a proxy before it.
   */
  public static LocalBrokers startBehind(Path dir, int detour, int advertised) {
    BrokerNode.Detour way = new BrokerNode.Detour(detour, advertised);
    return launch(
        new LocalBrokers(dir, List.of(BrokerNode.single(Ports.free(), Optional.of(way)))));
  }

  private static LocalBrokers launch(LocalBrokers cluster) {
    try {
      // All first: none serves before most of them are there.
      cluster.nodes.forEach(node -> cluster.brokers.add(cluster.launch(node)));
      cluster.brokers.forEach(LocalBroker::awaitReady);
      return cluster;
    } catch (LocalStackException e) {
      cluster.close();
      throw e;
    }
  }

  /** All of them, joined by commas. */
  public String bootstrapServers() {
    return nodes.stream().map(node -> "127.0.0.1:" + node.port()).collect(Collectors.joining(","));
  }

  /** How many there are. */
  public int count() {
    return nodes.size();
  }

  /**
   * The broker as it was started last.
   *
   * @param id from 1
   */
  public LocalBroker broker(int id) {
    return brokers.get(id - 1);
  }

  /** Starts a broker again that has ended; returns once clients can connect. */
  public void restart(int id) {
    LocalBroker broker = launch(nodes.get(id - 1));
    brokers.set(id - 1, broker);
    broker.awaitReady();
  }

  /** Starts all of them again, after all have ended; returns once clients can connect to each. */
  public void restartAll() {
    for (int id = 1; id <= nodes.size(); id++) {
      brokers.set(id - 1, launch(nodes.get(id - 1)));
    }
    brokers.forEach(LocalBroker::awaitReady);
  }

  @Override
  public void close() {
    // Together: alone, the last ones would wait for a majority that is gone.
    brokers.forEach(broker -> broker.process().terminate());
    brokers.forEach(LocalBroker::close);
  }

  private LocalBroker launch(BrokerNode node) {
    return LocalBroker.start(dir, node, clusterId);
  }
}
