package dev.otajobs.serde.registry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Schema ids that were found to be of no use, with the reason, each for a limited time: a producer
 * that sends them without end costs the registry one question per id and {@code ttl}. Over {@code
 * max} the oldest goes. Safe for threads.
 */
final class RefusedIds {

  private record Refusal(String reason, long at) {}

  private final Duration ttl;
  private final LongSupplier nanoClock;
  private final Map<Integer, Refusal> refusals;

  RefusedIds(Duration ttl, int max, LongSupplier nanoClock) {
    this.ttl = ttl;
    this.nanoClock = nanoClock;
    this.refusals =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Integer, Refusal> eldest) {
            return size() > max;
          }
        };
  }

  synchronized Optional<String> reason(int id) {
    Refusal refusal = refusals.get(id);
    if (refusal == null) {
      return Optional.empty();
    }
    if (nanoClock.getAsLong() - refusal.at() >= ttl.toNanos()) {
      refusals.remove(id);
      return Optional.empty();
    }
    return Optional.of(refusal.reason());
  }

  synchronized void add(int id, String reason) {
    refusals.remove(id);
    refusals.put(id, new Refusal(reason, nanoClock.getAsLong()));
  }
}
