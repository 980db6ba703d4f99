package dev.otajobs.job;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a job: a join-semilattice, in which {@link #join} takes the least state that
 * knows what both know. Folding an event is joining what that event alone says, so any order, any
 * duplicates and any grouping of the same events end in the same state.
 *
 * <p>Its size is bounded by the fields of a job, not by the number of its events.
 *
 * @param creation the earliest creation; null while it is not known, and then the job is invisible
 * @param patches the latest patch of each patched field
 * @param start the stamp of the earliest start
 * @param finish the earliest end
 * @param lastOccurredAt the latest time of occurrence of all events, in epoch milliseconds
 */
public record JobState(
    @Nullable Stamped<Change.Created> creation,
    Map<JobField, Stamped<FieldValue>> patches,
    @Nullable Stamp start,
    @Nullable Stamped<Change.Finished> finish,
    long lastOccurredAt) {

  /** The state of a job of which nothing is known: joining it changes nothing. */
  public static final JobState UNKNOWN =
      new JobState(null, FieldMap.empty(), null, null, Long.MIN_VALUE);

  public JobState {
    patches = FieldMap.copyOf(patches);
  }

  /** What one event alone says of its job. */
  public static JobState of(JobEvent event) {
    return event.change().alone(event.stamp());
  }

  /** This job after one more event. */
  public JobState apply(JobEvent event) {
    return join(of(event));
  }

  /** What this state and the other one know together. */
  public JobState join(JobState other) {
    return new JobState(
        Stamped.earliest(creation, other.creation, Change.Created::canonical),
        joinPatches(patches, other.patches),
        earliest(start, other.start),
        Stamped.earliest(finish, other.finish, Change.Finished::canonical),
        Math.max(lastOccurredAt, other.lastOccurredAt));
  }

  /** The highest revision of the events that decide something of the job. */
  public long lastRevision() {
    return lastStamp().map(Stamp::revision).orElse(0L);
  }

  /** The greatest stamp of the events that decide something of the job; empty without any. */
  public Optional<Stamp> lastStamp() {
    return Stream.concat(
            patches.values().stream().map(Stamped::stamp),
            Stream.of(
                    Optional.ofNullable(creation).map(Stamped::stamp),
                    Optional.ofNullable(start),
                    Optional.ofNullable(finish).map(Stamped::stamp))
                .flatMap(Optional::stream))
        .max(Comparator.naturalOrder());
  }

  private static Map<JobField, Stamped<FieldValue>> joinPatches(
      Map<JobField, Stamped<FieldValue>> a, Map<JobField, Stamped<FieldValue>> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    FieldMap.Builder<Stamped<FieldValue>> joined = FieldMap.copyOf(a).toBuilder();
    b.forEach(
        (field, patch) -> {
          Stamped<FieldValue> known = joined.get(field);
          joined.put(
              field, known == null ? patch : Stamped.latest(known, patch, FieldValue::canonical));
        });
    return joined.build();
  }

  private static @Nullable Stamp earliest(@Nullable Stamp a, @Nullable Stamp b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) <= 0 ? a : b;
  }
}
