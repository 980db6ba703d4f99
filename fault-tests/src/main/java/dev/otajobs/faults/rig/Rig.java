package dev.otajobs.faults.rig;

import dev.otajobs.config.AppConfig;
import dev.otajobs.faults.history.History;
import dev.otajobs.faults.workload.Accounts;
import dev.otajobs.faults.workload.BatchCallers;
import dev.otajobs.faults.workload.BatchClient;
import dev.otajobs.faults.workload.Catalog;
import dev.otajobs.faults.workload.EventSender;
import dev.otajobs.faults.workload.JobClient;
import dev.otajobs.faults.workload.LoadShare;
import dev.otajobs.faults.workload.Readers;
import dev.otajobs.faults.workload.Writer;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Instances;
import dev.otajobs.testkit.service.Owners;
import dev.otajobs.testkit.service.ServiceProgram;
import dev.otajobs.testkit.service.ServiceSettings;
import dev.otajobs.testkit.service.Stack;
import dev.otajobs.topics.KafkaClients;
import dev.otajobs.topics.TopicCreation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;

/** A running service on a stack, a workload, and the history of it: what a row hurts. */
public final class Rig implements AutoCloseable {

  /** So long from the start of a load JVMs are cold: on two cores all else waits for compilers. */
  public static final Duration WARM_UP = Duration.ofSeconds(15);

  private static final Duration START = Duration.ofSeconds(90);

  /** Without the second compiler: on two cores one instance's start would starve the others. */
  private static final List<String> FLAGS =
      List.of("-Xmx320m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final RigPlan plan;
  private final Path dir;
  private final long seed;
  private final Stack stack;
  private final ServiceSettings settings;
  private final AppConfig config;
  private final ServiceProgram program;
  private final Instances instances;
  private final History history = new History();
  private final Catalog catalog = new Catalog();
  private final EventSender sender;
  private final JobClient client = new JobClient();
  private final BatchClient batches = new BatchClient();
  private final Probes probes;
  private final LoadShare share = new LoadShare();
  private final List<AutoCloseable> load = new ArrayList<>();
  private int loads;
  private boolean cold;

  /** Creates the topics; no instance runs yet. The stack stays the caller's. */
  public Rig(RigPlan plan, Path dir, long seed, Stack stack) {
    this.plan = plan;
    this.dir = dir;
    this.seed = seed;
    this.stack = stack;
    this.settings = settings(plan, dir, stack);
    this.config = AppConfig.of(settings.with("state.dir", "unused").values());
    try (Admin admin = KafkaClients.admin(config.kafka())) {
      new TopicCreation(admin, config.topics()).createMissing();
    }
    this.program = new ServiceProgram(dir, START, List.of(), FLAGS, plan.before());
    this.instances = new Instances(program, settings);
    this.sender = new EventSender(settings, partitioning(), history, catalog);
    this.probes = new Probes(sender, partitioning(), new Random(seed));
  }

  private static ServiceSettings settings(RigPlan plan, Path dir, Stack stack) {
    Path accounts = plan.older() ? Accounts.writeReadOnly(dir) : Accounts.write(dir);
    ServiceSettings settings =
        ServiceSettings.of(stack, "faults-" + UUID.randomUUID())
            .with("topics.partitions", 8)
            .with("store.memory.bytes", 64 << 20)
            .with("auth.accounts.file", accounts)
            .with(plan.settings());
    return plan.older() ? settings.without("topics.packages") : settings;
  }

  /** Adds the planned instances, starts them; returns once all are ready and there are probes. */
  public Rig start() {
    for (int i = 1; i <= plan.instances(); i++) {
      add("instance-" + i, Map.of());
    }
    return startAdded();
  }

  /** As {@link #start}, with the instances that were added one by one. */
  public Rig startAdded() {
    boolean started = false;
    try {
      instances.startAll();
      probes.create();
      if (!plan.older()) {
        batches.putPackage(instances.all().get(0));
      }
      started = true;
      return this;
    } finally {
      // A row closes what it was given, and it is not given this.
      if (!started) {
        close();
      }
    }
  }

  /** Adds an instance that is not started yet, with settings of its own. */
  public Instance add(String name, Map<String, String> own) {
    return instances.add(name, own);
  }

  /** Lets replies be older than later for {@link #WARM_UP} from the start of each load. */
  public Rig cold() {
    cold = true;
    return this;
  }

  /** Starts writers and readers. */
  public Rig startLoad() {
    loads++;
    if (cold) {
      history.cold(WARM_UP);
    }
    load.add(new Writer(plan.workload(), share, sender, seed + loads, "job-" + loads).start());
    if (plan.workload().readsPerSecond() > 0) {
      load.add(
          new Readers(
                  plan.workload(), share, client, catalog, history, instances::alive, seed + loads)
              .start());
    }
    if (!plan.older()) {
      load.add(
          new BatchCallers(
                  batches, client, catalog, history, instances::alive, loads << 20, seed + loads)
              .start());
    }
    return this;
  }

  /** Lowers their rates until the machine has something left; for rows that measure times. */
  public Headroom makeHeadroom() {
    return Headroom.make(share);
  }

  /** Ends them. */
  public void stopLoad() {
    for (AutoCloseable part : load) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException("cannot end the load", e);
      }
    }
    load.clear();
  }

  public RigPlan plan() {
    return plan;
  }

  public Path dir() {
    return dir;
  }

  public long seed() {
    return seed;
  }

  public Stack stack() {
    return stack;
  }

  public AppConfig config() {
    return config;
  }

  public Partitioning partitioning() {
    return new Partitioning(config.topics().partitions());
  }

  /** How its instances are started. */
  public ServiceProgram program() {
    return program;
  }

  public Instances instances() {
    return instances;
  }

  public History history() {
    return history;
  }

  public Catalog catalog() {
    return catalog;
  }

  public EventSender sender() {
    return sender;
  }

  public JobClient client() {
    return client;
  }

  public BatchClient batches() {
    return batches;
  }

  public Probes probes() {
    return probes;
  }

  public Owners owners() {
    return new Owners(settings);
  }

  @Override
  public void close() {
    stopLoad();
    instances.close();
    sender.close();
  }
}
