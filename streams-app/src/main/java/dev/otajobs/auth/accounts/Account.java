package dev.otajobs.auth.accounts;

import java.util.Set;

/**
 * Whose jobs may be seen, and how often they may be asked for. Holds no secret.
 *
 * @param accountId 1 to 64 of A-Z a-z 0-9 _ -
 * @param requestsPerSecond 1 to 100,000
 * @param iotInstanceIds the account's instances, which no other account has; may be empty
 */
public record Account(String accountId, int requestsPerSecond, Set<String> iotInstanceIds) {

  /** The quota of QueryOTAJob, if an account has no other. */
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
