package dev.otajobs.serde.registry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Schema ids that cannot be used, each with the reason, for a limited time. A producer that keeps
 * sending such an id then causes one request per id and {@code ttl} instead of one per record. If
 * there are more than {@code max} ids, the oldest is dropped. Many threads may use it.
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

  /** Why {@code id} is refused; empty if it is not, or no longer. */
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

  /** Refuses {@code id} from now on. Of the reason, which may quote a schema, the start is kept. */
  synchronized void add(int id, String reason) {
    refusals.remove(id);
    refusals.put(id, new Refusal(RegistryReply.shortened(reason), nanoClock.getAsLong()));
  }
}
