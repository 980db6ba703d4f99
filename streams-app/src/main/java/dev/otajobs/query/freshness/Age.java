package dev.otajobs.query.freshness;

import java.time.Duration;
import java.util.Optional;

/**
 * How old a copy of a partition is at most. The two differ while a transaction of a producer is
 * open: nobody can read what is acknowledged behind it.
 *
 * @param age every event that was acknowledged longer ago is in the copy; empty if that is not
 *     known, because the transaction was open already when this instance began to look
 * @param lag every event that could be read longer ago is in the copy
 */
public record Age(Optional<Duration> age, Duration lag) {

  /** The greatest age that can be told, which also stands for one that is not known. */
  static final Duration UNKNOWN = Duration.ofMillis(999_999_999);

  /** Up to this age an answer is not marked as stale; the age is measured every 250 ms. */
  public static final Duration UP_TO_DATE = Duration.ofSeconds(2);

  /** Up to this lag a copy is completed by strays; see {@link Moves#SETTLED}. */
  private static final Duration TAKES_STRAYS = Duration.ofSeconds(3);

  /** It is read a moment after its age was found. */
  private static final Duration MAY_TAKE_STRAYS = Duration.ofMillis(3_500);

  boolean takesStrays() {
    return lag.compareTo(TAKES_STRAYS) <= 0;
  }

  boolean mayTakeStrays() {
    return lag.compareTo(MAY_TAKE_STRAYS) <= 0;
  }

  /** Whether an answer of this age is not marked as stale. */
  public boolean isUpToDate() {
    return age.filter(Age::isSmall).isPresent();
  }

  static boolean isSmall(Duration age) {
    return age.compareTo(UP_TO_DATE) <= 0;
  }

  /** The lesser of each: both are upper bounds of the same copy. */
  Age and(Age other) {
    Optional<Duration> least =
        age.isPresent() && other.age.isPresent()
            ? Optional.of(least(age.get(), other.age.get()))
            : age.or(other::age);
    return new Age(least, least(lag, other.lag));
  }

  /**
   * The age of a copy that lacks misplaced events of this age. Its lag is its own: what is late is
   * so for every copy.
   */
  Age lacking(Duration misplaced) {
    return new Age(age.map(own -> own.compareTo(misplaced) > 0 ? own : misplaced), lag);
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
