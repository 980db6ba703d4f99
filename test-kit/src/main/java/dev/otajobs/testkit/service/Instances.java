package dev.otajobs.testkit.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Instances of one application, which share its partitions and ask each other. */
public final class Instances implements AutoCloseable {

  private final ServiceProgram program;
  private final ServiceSettings settings;
  private final List<Instance> instances = new ArrayList<>();

  /**
   * @param settings that all of them have
   */
  public Instances(ServiceProgram program, ServiceSettings settings) {
    this.program = program;
    this.settings = settings;
  }

  /**
   * Adds an instance that is not started yet.
   *
   * @param own its own settings, instead of those of all and those that follow from its name
   */
  public Instance add(String name, Map<String, String> own) {
    Path home = program.home();
    ServiceSettings all =
        settings
            .with("state.dir", home.resolve("state-" + settings.id() + "-" + name))
            // Names its clients, so that the group says who owns what.
            .with("kafka.client.id", name)
            .with(PeerSettings.of(home))
            .with(own);
    Instance instance = new Instance(name, program, all);
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
