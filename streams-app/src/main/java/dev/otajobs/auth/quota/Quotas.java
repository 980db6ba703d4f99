package dev.otajobs.auth.quota;

import dev.otajobs.auth.accounts.Account;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * Counts the calls of each account over the last second. Exact on one instance: in no second, from
 * whenever to whenever, are more calls admitted than the account's requests per second. Instances
 * do not know of each other. Source of the rule: 10 per second and account for QueryOTAJob.
 *
 * <p>Thread-safe; memory grows with the accounts that ask, not with their calls.
 */
public final class Quotas {

  private final ConcurrentMap<String, SlidingSecond> accounts = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  /**
   * Nobody has asked yet.
   *
   * @param nanoTime nanoseconds from any origin, never going back: {@code System::nanoTime}
   */
  public Quotas(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
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
          admission[0] = second.admit(nanoTime.getAsLong(), account.requestsPerSecond());
          return second;
        });
    return admission[0];
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
