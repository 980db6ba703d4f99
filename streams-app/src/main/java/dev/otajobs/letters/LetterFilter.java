package dev.otajobs.letters;

import dev.otajobs.ingest.RejectReason;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which dead letters are meant: those to which all of this applies.
 *
 * @param places the places of their records, such as {@code 0-5}; none for any
 * @param reason empty for any
 * @param key the key of their records; empty for any
 * @param from the earliest timestamp of their records
 * @param to the latest timestamp of their records
 */
public record LetterFilter(
    Set<String> places,
    Optional<RejectReason> reason,
    Optional<String> key,
    Instant from,
    Instant to) {

  public LetterFilter {
    places = Set.copyOf(places);
  }

  /** Those of these places, or of this reason; of any if neither is given. */
  public static LetterFilter of(Set<String> places, Optional<RejectReason> reason) {
    return new LetterFilter(places, reason, Optional.empty(), Instant.MIN, Instant.MAX);
  }

  public boolean takes(Letter letter) {
    return (places.isEmpty() || places.contains(letter.place()))
        && reason.map(one -> one.name().equals(letter.reason())).orElse(true)
        && key.map(one -> letter.keyText().filter(one::equals).isPresent()).orElse(true)
        && !letter.time().isBefore(from)
        && !letter.time().isAfter(to);
  }
}
