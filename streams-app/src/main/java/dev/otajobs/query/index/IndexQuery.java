package dev.otajobs.query.index;

import dev.otajobs.projection.IndexEntry;
import dev.otajobs.projection.IndexKey;
import java.util.Optional;
import java.util.Set;

/**
 * The question for the jobs of a firmware in one partition, the newest first.
 *
 * @param times which UtcCreate are wanted
 * @param after entries up to this one, inclusive, are left out, and not counted
 * @param visible the instances whose jobs may be seen, beside those of none; empty for all
 * @param instance if present, only jobs of this instance
 * @param onlyDynamic only dynamic batches
 * @param counted whether all entries are counted; else the scan ends with the limit
 * @param limit how many entries are wanted at most, 1 to {@link #MAX_LIMIT}
 */
public record IndexQuery(
    String accountId,
    String firmwareId,
    Times times,
    Optional<After> after,
    Set<String> visible,
    Optional<String> instance,
    boolean onlyDynamic,
    boolean counted,
    int partition,
    int limit) {

  /** The most entries that are asked of a partition: with the longest ids they take 3 MB. */
  public static final int MAX_LIMIT = 5_000;

  /**
   * Times of creation, in milliseconds since 1970.
   *
   * @param from the earliest
   * @param to the latest
   */
  public record Times(long from, long to) {

    /** Whatever time. */
    public static final Times ALL = new Times(0, Long.MAX_VALUE);
  }

  /** The entry with which an earlier page has ended. */
  public record After(long utcCreate, String jobId) {}

  public IndexQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit: " + limit);
    }
    visible = Set.copyOf(visible);
  }

  /** Before the first key that is wanted. */
  public byte[] first() {
    long newest = after.map(After::utcCreate).orElse(Long.MAX_VALUE);
    return IndexKey.first(accountId, firmwareId, Math.min(newest, times.to()));
  }

  /** After the last key that is wanted. */
  public byte[] last() {
    return IndexKey.last(accountId, firmwareId, times.from());
  }

  /** Whether {@link #takes} is true of every entry between {@link #first} and {@link #last}. */
  public boolean takesAll() {
    return after.isEmpty() && !onlyDynamic && visible.isEmpty() && instance.isEmpty();
  }

  /** Whether an entry lies within what is asked for, and the caller may see it. */
  public boolean takes(IndexEntry entry) {
    Optional<String> own = entry.iotInstanceId();
    long time = entry.key().utcCreate();
    return time >= times.from()
        && time <= times.to()
        && after.filter(last -> !isBehind(entry, last)).isEmpty()
        && (!onlyDynamic || entry.isDynamic())
        && (visible.isEmpty() || own.isEmpty() || visible.contains(own.get()))
        && (instance.isEmpty() || instance.equals(own));
  }

  private static boolean isBehind(IndexEntry entry, After last) {
    long time = entry.key().utcCreate();
    return time < last.utcCreate()
        || (time == last.utcCreate() && IndexKey.compareIds(entry.key().jobId(), last.jobId()) > 0);
  }
}
