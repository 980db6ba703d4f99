package dev.otajobs.job;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far a job has met the events topic: per source partition, the offset of the last event of the
 * job that was folded. Usually one partition; more when producers partition differently. Duplicates
 * count, since whoever waits for the position of a duplicate must not wait for ever. It has at most
 * {@link #MAX_PARTITIONS}, those with the smallest numbers, so that no job grows with the
 * partitions of its topic. That bound is itself a join. Whoever waits for a position that was
 * dropped waits in vain; it takes events of one job in more partitions than that.
 *
 * @param offsets source partition to offset, both 0 or more
 */
public record Revision(SortedMap<Integer, Long> offsets) {

  /** Few producers write the events of a job to more than one partition, none to more than this. */
  static final int MAX_PARTITIONS = 64;

  private static final Pattern TEXT =
      Pattern.compile("[0-9]{1,6}-[0-9]{1,18}(\\.[0-9]{1,6}-[0-9]{1,18}){0,63}");

  public Revision {
    TreeMap<Integer, Long> smallest = new TreeMap<>(offsets);
    while (smallest.size() > MAX_PARTITIONS) {
      smallest.pollLastEntry();
    }
    offsets = Collections.unmodifiableSortedMap(smallest);
  }

  /** The revision of a job whose only event stands at this position. */
  public static Revision at(int partition, long offset) {
    return new Revision(new TreeMap<>(Map.of(partition, offset)));
  }

  /** The revision that has met what both have met. */
  public Revision join(Revision other) {
    TreeMap<Integer, Long> joined = new TreeMap<>(offsets);
    other.offsets.forEach((partition, offset) -> joined.merge(partition, offset, Math::max));
    return new Revision(joined);
  }

  /** Whether this has met all that the other one has. */
  public boolean includes(Revision other) {
    return other.offsets.entrySet().stream()
        .allMatch(met -> offsets.getOrDefault(met.getKey(), -1L) >= met.getValue());
  }

  /**
   * Whether this may have met something of this partition above this offset. A revision that is
   * full may have dropped the partition.
   */
  public boolean isPast(int partition, long offset) {
    return offsets.getOrDefault(partition, -1L) > offset
        || (isFull() && partition > offsets.lastKey());
  }

  /** Whether it has as many partitions as it can have, so that it may have dropped others. */
  public boolean isFull() {
    return offsets.size() == MAX_PARTITIONS;
  }

  /** {@code partition-offset}, several joined by {@code .}: the text of an ETag. */
  public String text() {
    if (offsets.size() == 1) {
      int partition = offsets.firstKey();
      return partition + "-" + offsets.get(partition);
    }
    return offsets.entrySet().stream()
        .map(entry -> entry.getKey() + "-" + entry.getValue())
        .collect(Collectors.joining("."));
  }

  /**
   * The revision whose {@link #text} this is.
   *
   * @throws IllegalArgumentException if it is of no revision
   */
  public static Revision parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "expected partition-offset, several joined by '.', not " + text);
    }
    TreeMap<Integer, Long> offsets = new TreeMap<>();
    for (String entry : text.split("\\.", -1)) {
      int dash = entry.indexOf('-');
      offsets.merge(
          Integer.valueOf(entry.substring(0, dash)),
          Long.valueOf(entry.substring(dash + 1)),
          Math::max);
    }
    return new Revision(offsets);
  }
}
