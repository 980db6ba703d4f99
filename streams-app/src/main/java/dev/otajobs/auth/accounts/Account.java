package dev.otajobs.auth.accounts;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * An account: it sees its own jobs, may do what its permissions say, and that at a limited rate.
 * Has no secret.
 *
 * @param accountId 1 to 64 of A-Z a-z 0-9 _ -
 * @param requestsPerSecond of QueryOTAJob and of the resource API, 1 to 100,000
 * @param iotInstanceIds the instances of the account; no other account has them; may be empty
 * @param permissions what it may do
 * @param quotas the calls per second of other operations, as far as they differ from the
 *     operations' own, 1 to 100,000 each
 */
public record Account(
    String accountId,
    int requestsPerSecond,
    Set<String> iotInstanceIds,
    Set<Permission> permissions,
    Map<Operation, Integer> quotas) {

  static final int MAX_REQUESTS_PER_SECOND = 100_000;

  public Account {
    if (!isQuota(requestsPerSecond) || !quotas.values().stream().allMatch(Account::isQuota)) {
      throw new IllegalArgumentException("requestsPerSecond " + requestsPerSecond + ", " + quotas);
    }
    iotInstanceIds = Set.copyOf(iotInstanceIds);
    permissions = Set.copyOf(permissions);
    quotas = Map.copyOf(quotas);
  }

  /** An account that may only read. */
  public Account(String accountId, int requestsPerSecond, Set<String> iotInstanceIds) {
    this(accountId, requestsPerSecond, iotInstanceIds, Set.of(Permission.READ), Map.of());
  }

  /** How often it may make this call. */
  public Quota quota(Operation operation) {
    return operation == Operation.QUERY_OTA_JOB
        ? quota()
        : new Quota(accountId + "/" + operation.action(), rate(operation));
  }

  /** How often it may call QueryOTAJob and the resource API, together. */
  public Quota quota() {
    return new Quota(accountId, requestsPerSecond);
  }

  /** The most calls that are admitted in a second, of all operations that it may make. */
  public int allRequestsPerSecond() {
    return Arrays.stream(Operation.values())
        .filter(operation -> permissions.contains(operation.permission()))
        .mapToInt(this::rate)
        .sum();
  }

  private int rate(Operation operation) {
    return operation == Operation.QUERY_OTA_JOB
        ? requestsPerSecond
        : quotas.getOrDefault(operation, operation.requestsPerSecond());
  }

  static boolean isQuota(int requestsPerSecond) {
    return requestsPerSecond >= 1 && requestsPerSecond <= MAX_REQUESTS_PER_SECOND;
  }
}
