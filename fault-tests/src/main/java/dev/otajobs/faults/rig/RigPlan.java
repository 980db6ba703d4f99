package dev.otajobs.faults.rig;

import dev.otajobs.faults.check.Bounds;
import dev.otajobs.faults.workload.WorkloadPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a rig is made of.
 *
 * @param brokers 1 or 3
 * @param settings of the service, beside those that follow from the stack
 * @param before what stands before the service's jar on the class path
 * @param older whether settings and accounts are those of releases before create calls
 * @param bounds of the checks
 */
public record RigPlan(
    int instances,
    int brokers,
    Map<String, String> settings,
    WorkloadPlan workload,
    List<Path> before,
    boolean older,
    Bounds bounds) {

  public RigPlan {
    settings = Map.copyOf(settings);
    before = List.copyOf(before);
  }

  /** Instances on one broker, with the load of the table. */
  public static RigPlan of(int instances) {
    return new RigPlan(
        instances, 1, Map.of(), WorkloadPlan.full(), List.of(), false, Bounds.DEFAULT);
  }

  public RigPlan onBrokers(int count) {
    return new RigPlan(instances, count, settings, workload, before, older, bounds);
  }

  public RigPlan under(WorkloadPlan load) {
    return new RigPlan(instances, brokers, settings, load, before, older, bounds);
  }

  public RigPlan with(String key, String value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(key, value);
    return new RigPlan(instances, brokers, more, workload, before, older, bounds);
  }

  public RigPlan behind(Path classes) {
    return new RigPlan(instances, brokers, settings, workload, List.of(classes), older, bounds);
  }

  /** With what releases before create calls understand; nobody creates batches by calls. */
  public RigPlan forOlder() {
    return new RigPlan(instances, brokers, settings, workload, before, true, bounds);
  }

  /** On a machine that has more to do: an acknowledged event may take so long to show. */
  public RigPlan visibleWithin(Duration time) {
    Bounds wider = new Bounds(time, bounds.staleness());
    return new RigPlan(instances, brokers, settings, workload, before, older, wider);
  }
}
