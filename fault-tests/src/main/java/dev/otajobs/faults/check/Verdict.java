package dev.otajobs.faults.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the checks found: violations by invariant, and counts of what is allowed but worth a look.
 */
public final class Verdict {

  private static final int MOST_TEXTS = 5;

  private final Map<Invariant, List<String>> texts = new EnumMap<>(Invariant.class);
  private final Map<Invariant, Long> violations = new EnumMap<>(Invariant.class);
  private final Map<String, Long> counts = new TreeMap<>();

  /** The invariant does not hold: here is an example. */
  public void violated(Invariant invariant, String example) {
    violations.merge(invariant, 1L, Long::sum);
    List<String> known = texts.computeIfAbsent(invariant, first -> new ArrayList<>());
    if (known.size() < MOST_TEXTS) {
      known.add(example);
    }
  }

  /** Takes over what another check has found. */
  public void addAll(Verdict other) {
    other.violations.forEach((invariant, times) -> violations.merge(invariant, times, Long::sum));
    other.texts.forEach(
        (invariant, more) ->
            texts.computeIfAbsent(invariant, first -> new ArrayList<>()).addAll(more));
    other.counts.forEach(this::count);
  }

  public void count(String what) {
    count(what, 1);
  }

  public void count(String what, long times) {
    counts.merge(what, times, Long::sum);
  }

  /** Keeps the largest. */
  public void most(String what, long value) {
    counts.merge(what, value, Math::max);
  }

  public boolean holds() {
    return violations.isEmpty();
  }

  /** How often it was violated. */
  public long violations(Invariant invariant) {
    return violations.getOrDefault(invariant, 0L);
  }

  public long counted(String what) {
    return counts.getOrDefault(what, 0L);
  }

  public Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  /** One line for each violated invariant, with the first example. */
  public List<String> reasons() {
    return violations.entrySet().stream()
        .map(
            entry ->
                "%s violated %d times, as in: %s"
                    .formatted(
                        entry.getKey(),
                        entry.getValue(),
                        texts.getOrDefault(entry.getKey(), List.of("?")).get(0)))
        .toList();
  }

  /** All that is known, for the log. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    texts.forEach(
        (invariant, examples) -> {
          text.append(
              "%s (%s): %d%n".formatted(invariant, invariant.text(), violations(invariant)));
          examples.forEach(example -> text.append("    ").append(example).append('\n'));
        });
    return text + "counts " + counts;
  }
}
