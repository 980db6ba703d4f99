package dev.otajobs.query.freshness;

/** Whether this instance may still hold itself for the owner of its partitions. */
public enum Trust {
  /** The brokers answered a moment ago, and this instance is a member of the group. */
  OWNER,
  /** The brokers do not answer. Nobody else can have been told more, as far as can be known. */
  OUTAGE,
  /**
   * This process did not run for a while, or was cut off, and another may own its partitions now:
   * its group membership is being checked.
   */
  SUSPECT
}
