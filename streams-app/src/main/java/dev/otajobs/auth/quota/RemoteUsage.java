package dev.otajobs.auth.quota;

import java.util.List;

/** The calls that the other instances admitted, known with a delay of one heartbeat. */
public interface RemoteUsage {

  /** For an instance without peers. */
  RemoteUsage NONE = accountId -> List.of();

  /**
   * How many calls of the account each other instance admitted within its last second; an element
   * for each of them, 0 included.
   */
  List<Integer> admitted(String accountId);
}
