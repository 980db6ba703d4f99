package dev.otajobs.auth.accounts;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The accounts file as it is written; {@link AccountsReader} reads it. A member that may be left
 * out is then null. What is wrong throws IllegalArgumentException, whose message follows the place
 * in the file and shows no value.
 */
record AccountsDocument(List<AccountMembers> accounts) {

  AccountsDocument {
    require(accounts, "accounts");
    if (accounts.isEmpty()) {
      throw new IllegalArgumentException("has no account");
    }
  }

  Accounts toAccounts() {
    return new Accounts(accounts.stream().map(AccountMembers::entry).toList());
  }

  record AccountId(String text) {}

  record InstanceId(String text) {}

  record BearerHash(TokenHash hash) {}

  record AccountMembers(
      AccountId accountId,
      @Nullable Integer requestsPerSecond,
      @Nullable Map<String, Integer> quotas,
      @Nullable List<Permission> permissions,
      @Nullable List<InstanceId> iotInstanceIds,
      @Nullable List<KeyMembers> accessKeys,
      @Nullable List<BearerMembers> bearerTokens) {

    AccountMembers {
      require(accountId, "accountId");
      if (requestsPerSecond != null && !Account.isQuota(requestsPerSecond)) {
        throw new IllegalArgumentException(
            "has requestsPerSecond outside of 1 to " + Account.MAX_REQUESTS_PER_SECOND);
      }
      if (quotas != null) {
        quotas.forEach(AccountMembers::checkQuota);
      }
    }

    private static void checkQuota(String action, @Nullable Integer requestsPerSecond) {
      if (operation(action).isEmpty()) {
        throw new IllegalArgumentException(
            "has quotas of a call that is none of "
                + Arrays.stream(Operation.values()).skip(1).map(Operation::action).toList());
      }
      if (requestsPerSecond == null || !Account.isQuota(requestsPerSecond)) {
        throw new IllegalArgumentException(
            "has quotas outside of 1 to " + Account.MAX_REQUESTS_PER_SECOND);
      }
    }

    /** That of QueryOTAJob is requestsPerSecond. */
    private static Optional<Operation> operation(String action) {
      return Operation.named(action).filter(one -> one != Operation.QUERY_OTA_JOB);
    }

    AccountEntry entry() {
      int quota =
          requestsPerSecond == null
              ? Operation.QUERY_OTA_JOB.requestsPerSecond()
              : requestsPerSecond;
      Set<String> instances =
          orNone(iotInstanceIds).stream().map(InstanceId::text).collect(Collectors.toSet());
      return new AccountEntry(
          new Account(
              accountId.text(),
              quota,
              instances,
              permissions == null ? Set.of(Permission.READ) : Set.copyOf(permissions),
              quotasByOperation()),
          orNone(accessKeys).stream().map(KeyMembers::accessKey).toList(),
          orNone(bearerTokens).stream().map(BearerMembers::bearerToken).toList());
    }

    private Map<Operation, Integer> quotasByOperation() {
      Map<Operation, Integer> byOperation = new EnumMap<>(Operation.class);
      if (quotas != null) {
        quotas.forEach((action, rate) -> byOperation.put(operation(action).orElseThrow(), rate));
      }
      return byOperation;
    }
  }

  record KeyMembers(
      AccessKeyId id,
      Secret secret,
      @Nullable Boolean enabled,
      @Nullable TokenMembers securityToken) {

    KeyMembers {
      require(id, "id");
      require(secret, "secret");
    }

    AccessKey accessKey() {
      return new AccessKey(
          id,
          secret,
          enabled == null || enabled,
          Optional.ofNullable(securityToken).map(TokenMembers::securityToken));
    }
  }

  record TokenMembers(TokenHash sha256, @Nullable Instant expires) {

    TokenMembers {
      require(sha256, "sha256");
    }

    SecurityToken securityToken() {
      return new SecurityToken(sha256, Optional.ofNullable(expires));
    }
  }

  record BearerMembers(BearerHash sha256, @Nullable Boolean enabled) {

    BearerMembers {
      require(sha256, "sha256");
    }

    BearerToken bearerToken() {
      return new BearerToken(sha256.hash(), enabled == null || enabled);
    }
  }

  private static void require(@Nullable Object member, String name) {
    if (member == null) {
      throw new IllegalArgumentException("lacks " + name);
    }
  }

  private static <T> List<T> orNone(@Nullable List<T> members) {
    return members == null ? List.of() : members;
  }
}
