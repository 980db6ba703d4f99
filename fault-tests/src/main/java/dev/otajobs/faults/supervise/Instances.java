package dev.otajobs.faults.supervise;

import dev.otajobs.local.SelfSignedPair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The instances of one run. */
public final class Instances implements AutoCloseable {

  private final Path dir;
  private final ServiceSettings settings;
  private final List<Path> classPath;
  private final boolean clustered;
  private final List<Instance> instances = new ArrayList<>();

  /**
   * @param classPath of each instance
   */
  public Instances(Path dir, ServiceSettings settings, List<Path> classPath) {
    this.dir = dir;
    this.settings = settings;
    this.classPath = List.copyOf(classPath);
    this.clustered = settings.knows("peer.listen", "127.0.0.1:1");
  }

  /** Whether this release of the service has instances that ask each other. */
  public boolean clustered() {
    return clustered;
  }

  /** Adds an instance that is not started yet. */
  public Instance add(String name, UnaryOperator<InstancePlace> change, Map<String, String> own) {
    InstancePlace place = change.apply(InstancePlace.of(dir, name));
    Map<String, String> all = new TreeMap<>(settings.common());
    all.put("state.dir", place.stateDir().toString());
    all.put("http.port", Integer.toString(place.httpPort()));
    // Names its clients, so that the group says who owns what.
    all.put("kafka.client.id", name);
    if (clustered) {
      all.put("peer.listen", "127.0.0.1:" + place.peerPort());
      all.put("peer.advertised", "127.0.0.1:" + place.advertisedPeerPort());
      SelfSignedPair pair = SelfSignedPair.in(dir);
      all.put("peer.tls.certificate.file", pair.certificate().toString());
      all.put("peer.tls.key.file", pair.key().toString());
      all.put("peer.allowed", "127.0.0.1:*");
    } else {
      // A release without owner routing has Kafka's 45 s, for which partitions have no owner.
      all.put("kafka.consumer.session.timeout.ms", "6000");
      all.put("kafka.consumer.heartbeat.interval.ms", "1500");
    }
    all.putAll(own);
    Instance instance = new Instance(dir, place, classPath, all);
    instances.add(instance);
    return instance;
  }

  /** Starts those that do not run, together; returns once they are ready. */
  public void startAll() {
    instances.stream().filter(instance -> !instance.isAlive()).forEach(Instance::launch);
    instances.forEach(Instance::awaitReady);
  }

  public List<Instance> all() {
    return List.copyOf(instances);
  }

  public List<Instance> alive() {
    return instances.stream().filter(Instance::isAlive).toList();
  }

  /**
   * The instance of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Instance named(String name) {
    return instances.stream()
        .filter(instance -> instance.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no instance " + name));
  }

  /** SIGTERM to all at once, then waits for each. */
  @Override
  public void close() {
    alive().forEach(instance -> instance.process().resume());
    alive().forEach(instance -> instance.process().terminate());
    instances.forEach(Instance::close);
  }
}
