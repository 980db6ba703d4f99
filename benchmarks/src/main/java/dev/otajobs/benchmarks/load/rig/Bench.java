package dev.otajobs.benchmarks.load.rig;

import dev.otajobs.benchmarks.load.data.Dataset;
import dev.otajobs.benchmarks.load.data.EventWriter;
import dev.otajobs.benchmarks.load.wrk.Wrk;
import dev.otajobs.testkit.machine.Directories;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.ServiceSettings;
import dev.otajobs.testkit.service.Stack;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What the measures of one run share: the stack, loaded topics, and an instance that knows them.
 */
public final class Bench implements AutoCloseable {

  private final Path dir;
  private final Scale scale;
  private final Programs programs;
  private final Stack stack;
  private final Path accounts;
  private final Map<String, String> tried;
  private final Map<String, Dataset> datasets = new HashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<String, AutoCloseable> shared = new LinkedHashMap<>();
  private Optional<Instance> loaded = Optional.empty();

  private Bench(Path dir, Scale scale, Programs programs, Stack stack, Map<String, String> tried) {
    this.dir = dir;
    this.tried = Map.copyOf(tried);
    this.scale = scale;
    this.programs = programs;
    this.stack = stack;
    this.accounts = Accounts.write(dir);
  }

  /**
   * Starts broker and registry.
   *
   * @param tried settings of all instances beside the service's defaults
   */
  public static Bench start(Path dir, Scale scale, List<String> flags, Map<String, String> tried) {
    Path home = dir.toAbsolutePath().normalize();
    Stack stack = Stack.start(home.resolve("stack"), 1);
    return new Bench(home, scale, Programs.of(home, flags), stack, tried);
  }

  public Path dir() {
    return dir;
  }

  public Scale scale() {
    return scale;
  }

  public Programs programs() {
    return programs;
  }

  public Stack stack() {
    return stack;
  }

  public Wrk wrk() {
    return new Wrk(dir.resolve("wrk"));
  }

  /** Settings of an application that nobody has used. */
  public ServiceSettings settings(String name, String events) {
    ServiceSettings settings = of(name + "-" + ids.incrementAndGet(), events).with(tried);
    Topics.create(settings);
    return settings;
  }

  /** Settings of plain clients of that topic. */
  public ServiceSettings clients(String events) {
    return of("client", events);
  }

  /** The service's defaults, but for names and addresses. */
  private ServiceSettings of(String id, String events) {
    return ServiceSettings.of(stack, id)
        .with("topics.events", events)
        .with("state.dir", dir.resolve("state-" + id))
        .with("auth.accounts.file", accounts);
  }

  /** Writes events one by one. */
  public EventWriter writer() {
    return new EventWriter(clients("unused"), 0);
  }

  /** A topic with so many jobs, loaded once. */
  public Dataset dataset(long jobs) {
    return datasets.computeIfAbsent("jobs-" + jobs, name -> load(Dataset.of(name, jobs), false));
  }

  /** The same jobs in the peers' topic, loaded once. */
  public Dataset peerDataset(long jobs) {
    return datasets.computeIfAbsent(
        "peers-" + jobs, name -> load(Dataset.of("jobs-" + jobs, jobs), true));
  }

  /** Starts an instance, which is not ready yet. */
  public Instance launch(String name, ServiceSettings settings) {
    return new Instance(name, programs.service(), settings).launch();
  }

  /** A ready instance with all jobs, the same one for all who ask; exactly-once, as by default. */
  public Instance loaded() {
    Instance instance = loaded.filter(Instance::isAlive).orElseGet(this::launchLoaded);
    loaded = Optional.of(instance);
    return instance;
  }

  /** What takes long to start, and more than one measure needs; closed with that instance. */
  public <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> start) {
    return type.cast(shared.computeIfAbsent(type.getName(), name -> start.get()));
  }

  /** Ends all that is loaded, so that it takes nothing from what is measured next. */
  public void unload() {
    loaded.ifPresent(Instance::close);
    loaded = Optional.empty();
    List<AutoCloseable> open = List.copyOf(shared.values());
    shared.clear();
    for (AutoCloseable each : open) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("cannot end what is loaded", e);
      }
    }
  }

  /**
   * Stops that instance and starts it again; it is not ready yet.
   *
   * @param empty whether it has lost its store meanwhile
   */
  public Instance restart(boolean empty) {
    Instance before = loaded();
    unload();
    if (empty) {
      Directories.delete(before.stateDir());
    }
    loaded = Optional.of(before);
    return before.launch();
  }

  /** A directory that nobody has used. */
  public Path newDirectory(String name) {
    return dir.resolve(name + "-" + ids.incrementAndGet());
  }

  /** The number of a job that nobody has yet, and of a hundred thousand after it. */
  public long newJobs() {
    return 1_000_000_000L + ids.incrementAndGet() * 100_000L;
  }

  private Instance launchLoaded() {
    Dataset dataset = dataset(scale.jobs());
    return launch("loaded", settings("loaded", dataset.topic())).awaitReady();
  }

  private Dataset load(Dataset dataset, boolean forPeers) {
    String topic = forPeers ? dataset.peerTopic() : dataset.topic();
    try (EventWriter writer = new EventWriter(settings("load", topic), 20)) {
      writer.load(dataset, forPeers);
    }
    return dataset;
  }

  @Override
  public void close() {
    try {
      unload();
    } finally {
      stack.close();
    }
  }
}
