package dev.otajobs.projection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How far the global table of packages is: what stands before these offsets of its topic is in it.
 * Written by the thread of the table, read by any.
 */
public final class PackageProgress {

  private final ConcurrentMap<Integer, Long> next = new ConcurrentHashMap<>();

  void reached(int partition, long offset) {
    next.merge(partition, offset, Math::max);
  }

  /**
   * Whether everything before these offsets is in the table.
   *
   * @param ends partition to offset; nothing stands before 0
   */
  public boolean hasReached(Map<Integer, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }
}
