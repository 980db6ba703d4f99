package dev.otajobs.auth.accounts;

import java.util.Set;

/**
 * An account: it sees its own jobs, at a limited rate. Has no secret.
 *
 * @param accountId 1 to 64 of A-Z a-z 0-9 _ -
 * @param requestsPerSecond 1 to 100,000
 * @param iotInstanceIds the instances of the account; no other account has them; may be empty
 */
public record Account(String accountId, int requestsPerSecond, Set<String> iotInstanceIds) {

  /** The quota of an account that sets none. Source: the limit of QueryOTAJob. */
  public static final int DEFAULT_REQUESTS_PER_SECOND = 10;

  static final int MAX_REQUESTS_PER_SECOND = 100_000;

  public Account {
    if (!isQuota(requestsPerSecond)) {
      throw new IllegalArgumentException("requestsPerSecond is " + requestsPerSecond);
    }
    iotInstanceIds = Set.copyOf(iotInstanceIds);
  }

  static boolean isQuota(int requestsPerSecond) {
    return requestsPerSecond >= 1 && requestsPerSecond <= MAX_REQUESTS_PER_SECOND;
  }
}
