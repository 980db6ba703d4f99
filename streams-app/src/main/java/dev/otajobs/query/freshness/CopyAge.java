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
public record CopyAge(Optional<Duration> age, Duration lag) {

  /** The lesser of each: both are upper bounds of the same copy. */
  CopyAge and(CopyAge other) {
    Optional<Duration> least =
        age.isPresent() && other.age.isPresent()
            ? Optional.of(least(age.get(), other.age.get()))
            : age.or(other::age);
    return new CopyAge(least, least(lag, other.lag));
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
