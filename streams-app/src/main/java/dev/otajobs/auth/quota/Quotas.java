package dev.otajobs.auth.quota;

import dev.otajobs.auth.accounts.Account;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * Counts the calls of each account over the last second. Exact on one instance: in no second, from
 * whenever to whenever, are more calls admitted than the account's requests per second. Among
 * several instances each lets in what the others leave, and at least its equal share, so that one
 * client cannot starve another one that calls elsewhere; since they hear of each other a moment
 * late, a burst to all of them can exceed the quota for that moment. Source of the rule: 10 per
 * second and account for QueryOTAJob.
 *
 * <p>Thread-safe; memory grows with the accounts that ask, not with their calls.
 */
public final class Quotas {

  private final ConcurrentMap<String, SlidingSecond> accounts = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;
  private final RemoteUsage others;

  /**
   * Nobody has asked yet.
   *
   * @param nanoTime nanoseconds from any origin, never going back: {@code System::nanoTime}
   * @param others what the other instances admitted
   */
  public Quotas(LongSupplier nanoTime, RemoteUsage others) {
    this.nanoTime = nanoTime;
    this.others = others;
  }

  /** Counts a call if it is within the quota. The account must be one that is known. */
  public Admission admit(Account account) {
    if (!accounts.containsKey(account.accountId())) {
      forgetIdle();
    }
    Admission[] admission = new Admission[1];
    accounts.compute(
        account.accountId(),
        (id, known) -> {
          SlidingSecond second = known == null ? new SlidingSecond() : known;
          admission[0] = second.admit(nanoTime.getAsLong(), atMost(account));
          return second;
        });
    return admission[0];
  }

  /**
   * What is left if each instance takes what it has used of late, but none more than the others may
   * (max-min fairness): never less than an equal share.
   */
  private int atMost(Account account) {
    int left = account.requestsPerSecond();
    List<Integer> usages = others.admitted(account.accountId()).stream().sorted().toList();
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

  /** How many calls were admitted within the last second, by account; none are left out. */
  public Map<String, Integer> usage() {
    Map<String, Integer> usage = new HashMap<>();
    accounts
        .keySet()
        .forEach(
            id ->
                accounts.computeIfPresent(
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

  /** Accounts come and go with the accounts file; those that are gone are idle. */
  private void forgetIdle() {
    accounts
        .keySet()
        .forEach(
            id ->
                accounts.computeIfPresent(
                    id, (same, second) -> second.isIdle(nanoTime.getAsLong()) ? null : second));
  }

  /** How many accounts are counted. */
  int size() {
    return accounts.size();
  }
}
