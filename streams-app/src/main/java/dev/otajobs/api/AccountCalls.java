package dev.otajobs.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Bounds the calls in flight of each account, of both APIs together: so one account whose calls
 * wait cannot take the places of all. Thread-safe.
 */
public final class AccountCalls {

  private final int max;
  private final ConcurrentMap<String, Integer> inFlight = new ConcurrentHashMap<>();
  private final Counter refused;

  /**
   * @param max the most calls of an account, at least 1
   */
  public AccountCalls(int max, MeterRegistry metrics) {
    this("ota.http.account", max, metrics);
  }

  /**
   * @param name with which the name of its metric begins
   * @param max the most calls of an account, at least 1
   */
  public AccountCalls(String name, int max, MeterRegistry metrics) {
    this.max = max;
    this.refused = metrics.counter(name + ".refused");
  }

  /**
   * Makes a call, unless too many of the account are in flight.
   *
   * @param instead the answer to one too many
   */
  public <T> Future<T> run(String accountId, Supplier<Future<T>> call, T instead) {
    if (inFlight.merge(accountId, 1, Integer::sum) > max) {
      leave(accountId);
      refused.increment();
      return Future.succeededFuture(instead);
    }
    try {
      return call.get().onComplete(over -> leave(accountId));
    } catch (RuntimeException e) {
      leave(accountId);
      throw e;
    }
  }

  private void leave(String accountId) {
    inFlight.computeIfPresent(accountId, (id, calls) -> calls == 1 ? null : calls - 1);
  }
}
