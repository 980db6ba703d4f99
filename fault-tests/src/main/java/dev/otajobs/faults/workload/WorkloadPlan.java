package dev.otajobs.faults.workload;

/**
 * What is written and read, and how fast.
 *
 * @param eventsPerSecond over all jobs
 * @param readsPerSecond over all instances
 * @param jobs lives that go on at the same time; one that ends makes room for a new one
 * @param order of each life's events on their way into the topic
 * @param duplicates share of events that are sent again later
 * @param foreign share of lives whose events some partitioner other than Kafka's places
 * @param extremeClocks whether some clocks are at year 1970 or 2100, or a day off
 */
public record WorkloadPlan(
    int eventsPerSecond,
    int readsPerSecond,
    int jobs,
    Order order,
    double duplicates,
    double foreign,
    boolean extremeClocks) {

  /** How a life's events are ordered when they are sent. */
  public enum Order {
    /** Mostly as they happened. */
    MOSTLY,
    SHUFFLED,
    REVERSED
  }

  /** The rates of the table of faults. */
  public static WorkloadPlan full() {
    return new WorkloadPlan(200, 400, 300, Order.MOSTLY, 0.1, 0.05, false);
  }

  /** These rates instead. */
  public WorkloadPlan at(int events, int reads) {
    return new WorkloadPlan(events, reads, jobs, order, duplicates, foreign, extremeClocks);
  }

  /** So much of both rates. */
  public WorkloadPlan times(double factor) {
    return at(
        (int) Math.max(1, Math.round(eventsPerSecond * factor)),
        (int) Math.round(readsPerSecond * factor));
  }

  public WorkloadPlan withForeign(double share) {
    return new WorkloadPlan(
        eventsPerSecond, readsPerSecond, jobs, order, duplicates, share, extremeClocks);
  }

  /** Events in this order, a third of them twice, with clocks that are wrong. */
  public WorkloadPlan disordered(Order newOrder) {
    return new WorkloadPlan(eventsPerSecond, readsPerSecond, jobs, newOrder, 0.33, foreign, true);
  }
}
