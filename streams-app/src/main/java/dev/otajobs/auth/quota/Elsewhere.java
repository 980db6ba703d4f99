package dev.otajobs.auth.quota;

import java.util.List;

/** What the other instances let in: known a moment late. */
public interface Elsewhere {

  /** There are no other instances. */
  Elsewhere NOWHERE = accountId -> List.of();

  /**
   * How many calls of the account each other instance let in within its last second, those with
   * none too.
   */
  List<Integer> calls(String accountId);
}
