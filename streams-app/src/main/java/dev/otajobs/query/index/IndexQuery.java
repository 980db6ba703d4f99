package dev.otajobs.query.index;

import dev.otajobs.projection.IndexEntry;
import java.util.Optional;
import java.util.Set;

/**
 * The question for the jobs of a firmware in one partition, the newest first.
 *
 * @param visible the instances whose jobs may be seen, beside those of none; empty for all
 * @param instance if present, only jobs of this instance
 * @param onlyDynamic only dynamic batches
 * @param limit how many entries are wanted at most, 1 to {@link #MAX_LIMIT}; all are counted
 */
public record IndexQuery(
    String accountId,
    String firmwareId,
    Set<String> visible,
    Optional<String> instance,
    boolean onlyDynamic,
    int partition,
    int limit) {

  /** The most entries that are asked of a partition. */
  public static final int MAX_LIMIT = 10_000;

  public IndexQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit: " + limit);
    }
    visible = Set.copyOf(visible);
  }

  /** Whether the caller may see the job of this entry, and asks for it. */
  public boolean takes(IndexEntry entry) {
    Optional<String> own = entry.iotInstanceId();
    return (!onlyDynamic || entry.isDynamic())
        && (visible.isEmpty() || own.isEmpty() || visible.contains(own.get()))
        && (instance.isEmpty() || instance.equals(own));
  }
}
