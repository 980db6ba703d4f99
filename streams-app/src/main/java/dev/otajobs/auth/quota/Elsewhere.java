package dev.otajobs.auth.quota;

import java.util.List;

/** The calls that other instances admitted. Known a moment late. */
public interface Elsewhere {

  /** There are no other instances. */
  Elsewhere NOWHERE = accountId -> List.of();

  /**
   * For each other instance, the number of calls of the account that it admitted within its last
   * second; 0 is listed, too.
   */
  List<Integer> calls(String accountId);
}
