package dev.otajobs.auth.accounts;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The calls of the RPC API: the name that clients send as {@code Action}, the calls per second that
 * an account has, and the permission that it needs. Source of the quotas: the limits on each call's
 * page, which all users of an account share.
 */
public enum Operation {
  QUERY_OTA_JOB("QueryOTAJob", 10, Permission.READ),
  LIST_OTA_JOB_BY_FIRMWARE("ListOTAJobByFirmware", 10, Permission.READ),
  QUERY_OTA_FIRMWARE("QueryOTAFirmware", 20, Permission.READ),
  CREATE_OTA_VERIFY_JOB("CreateOTAVerifyJob", 10, Permission.JOBS),
  CREATE_OTA_STATIC_UPGRADE_JOB("CreateOTAStaticUpgradeJob", 20, Permission.JOBS),
  CREATE_OTA_DYNAMIC_UPGRADE_JOB("CreateOTADynamicUpgradeJob", 20, Permission.JOBS),
  CANCEL_OTA_STRATEGY_BY_JOB("CancelOTAStrategyByJob", 10, Permission.JOBS),
  CANCEL_OTA_TASK_BY_JOB("CancelOTATaskByJob", 5, Permission.JOBS),
  UPDATE_OTA_JOB("UpdateOTAJob", 10, Permission.JOBS);

  private static final Map<String, Operation> NAMED =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Operation::action, Function.identity()));

  private final String action;
  private final int requestsPerSecond;
  private final Permission permission;

  Operation(String action, int requestsPerSecond, Permission permission) {
    this.action = action;
    this.requestsPerSecond = requestsPerSecond;
    this.permission = permission;
  }

  /** The value of the parameter {@code Action}. */
  public String action() {
    return action;
  }

  /** The calls per second of an account that the accounts file does not set. */
  public int requestsPerSecond() {
    return requestsPerSecond;
  }

  /** What the account must be allowed. */
  public Permission permission() {
    return permission;
  }

  /** The call of this name; names are case-sensitive. */
  public static Optional<Operation> named(String action) {
    return Optional.ofNullable(NAMED.get(action));
  }
}
