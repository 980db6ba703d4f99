package dev.otajobs.serde.registry;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Values that never change once known, at most about {@code max} of them; over that one goes at
 * random. A key is loaded by one thread at a time: the others wait for it and share what comes out,
 * failure included. Failures are not kept. Safe for threads; a hit takes no lock.
 */
public final class LoadingCache<K, V> {

  private final int max;
  private final Function<K, V> loader;
  private final ConcurrentMap<K, V> known = new ConcurrentHashMap<>();
  private final ConcurrentMap<K, FutureTask<V>> loading = new ConcurrentHashMap<>();

  /** Keeps up to {@code max} values of {@code loader}. */
  public LoadingCache(int max, Function<K, V> loader) {
    this.max = max;
    this.loader = loader;
  }

  /** The value of {@code key}; throws whatever the loader throws. */
  public V get(K key) {
    V value = known.get(key);
    return value == null ? load(key) : value;
  }

  private V load(K key) {
    FutureTask<V> mine = new FutureTask<>(() -> keep(key, loader.apply(key)));
    FutureTask<V> other = loading.putIfAbsent(key, mine);
    if (other != null) {
      return result(other);
    }
    try {
      mine.run();
      return result(mine);
    } finally {
      loading.remove(key, mine);
    }
  }

  private V keep(K key, V value) {
    if (known.size() >= max) {
      known.keySet().stream().findAny().ifPresent(known::remove);
    }
    known.put(key, value);
    return value;
  }

  private static <V> V result(FutureTask<V> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new CancellationException("loader ended with " + e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException("Interrupted while another thread asks the schema registry", e);
    }
  }
}
