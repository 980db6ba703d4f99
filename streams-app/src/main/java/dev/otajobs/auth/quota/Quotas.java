package dev.otajobs.auth.quota;

import dev.otajobs.auth.accounts.Quota;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Admits calls within their quota. Counts over a sliding second: on one instance, no interval of a
 * second has more admitted calls than the quota's requests per second. Among several instances each
 * admits what the others leave, and at least an equal share, so that a client of one instance
 * cannot starve a client of another one. Instances hear of each other a moment late, so a burst to
 * all of them can exceed the quota for that moment. Source of the rule: 10 per second and account
 * for QueryOTAJob.
 *
 * <p>Thread-safe. Memory grows with the accounts that call and with their quotas, not with the
 * calls.
 */
public final class Quotas {

  private final ConcurrentMap<String, SlidingSecond> seconds = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;
  private final RemoteUsage others;
  private final LongAdder refused = new LongAdder();

  /**
   * @param nanoTime nanoseconds from any origin, never decreasing: {@code System::nanoTime}
   * @param others what the other instances admitted
   */
  public Quotas(LongSupplier nanoTime, RemoteUsage others) {
    this.nanoTime = nanoTime;
    this.others = others;
  }

  /** Admits a call and counts it, if it is within the quota. */
  public Admission admit(Quota quota) {
    if (!seconds.containsKey(quota.key())) {
      forgetIdle();
    }
    Admission[] admission = new Admission[1];
    seconds.compute(
        quota.key(),
        (id, known) -> {
          SlidingSecond second = known == null ? new SlidingSecond() : known;
          admission[0] = second.admit(nanoTime.getAsLong(), atMost(quota));
          return second;
        });
    if (admission[0] instanceof Admission.Throttled) {
      refused.increment();
    }
    return admission[0];
  }

  /** Takes back a call that was admitted: it was none of the account's own. */
  public void giveBack(Quota quota, Admission.Admitted call) {
    seconds.computeIfPresent(
        quota.key(),
        (id, second) -> {
          second.giveBack(call.at());
          return second;
        });
  }

  /**
   * The share of this instance by max-min fairness: what the others do not use, and at least an
   * equal share.
   */
  private int atMost(Quota quota) {
    int left = quota.requestsPerSecond();
    List<Integer> usages = others.admitted(quota.key()).stream().sorted().toList();
    int sharers = usages.size() + 1;
    for (int used : usages) {
      if (used >= left / sharers) {
        break;
      }
      left -= used;
      sharers--;
    }
    return Math.max(1, left / sharers);
  }

  /** The number of calls admitted within the last second, by quota; without those of 0. */
  public Map<String, Integer> usage() {
    Map<String, Integer> usage = new HashMap<>();
    seconds
        .keySet()
        .forEach(
            id ->
                seconds.computeIfPresent(
                    id,
                    (same, second) -> {
                      int calls = second.count(nanoTime.getAsLong());
                      if (calls > 0) {
                        usage.put(id, calls);
                      }
                      return second;
                    }));
    return usage;
  }

  /** How many calls were beyond their quota so far. */
  public long refused() {
    return refused.sum();
  }

  /** Accounts may be removed from the accounts file. They become idle. */
  private void forgetIdle() {
    seconds
        .keySet()
        .forEach(
            id ->
                seconds.computeIfPresent(
                    id, (same, second) -> second.isIdle(nanoTime.getAsLong()) ? null : second));
  }

  /** The number of quotas that are counted. */
  int size() {
    return seconds.size();
  }
}
