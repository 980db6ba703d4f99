package dev.otajobs.serde.registry;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.errors.InterruptException;

/**
 * A bounded cache of values that never change. If it is full, a new value replaces others, which
 * may be any. Only one thread loads a key at a time. The other threads that ask for the key wait,
 * and get the same value or the same exception. Exceptions are not cached. Many threads may use it;
 * getting a value that is there takes no lock.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public final class LoadingCache<K, V> {

  private final long max;
  private final ToLongFunction<V> weigher;
  private final AtomicLong weight = new AtomicLong();
  private final Function<K, V> loader;
  private final ConcurrentMap<K, V> known = new ConcurrentHashMap<>();
  private final ConcurrentMap<K, FutureTask<V>> loading = new ConcurrentHashMap<>();

  /**
   * Makes an empty cache.
   *
   * @param max how many values it keeps, or a few more while many threads load at once
   * @param loader gives the value of a key
   */
  public LoadingCache(int max, Function<K, V> loader) {
    this(max, value -> 1, loader);
  }

  /**
   * Makes an empty cache of values of different sizes.
   *
   * @param max what the values that it keeps weigh together, or a few more while many threads load
   *     at once
   * @param weigher gives the weight of a value, always the same for the same value
   */
  public LoadingCache(long max, ToLongFunction<V> weigher, Function<K, V> loader) {
    this.max = max;
    this.weigher = weigher;
    this.loader = loader;
  }

  /**
   * The value of {@code key}, which is loaded if it is not there. It throws what the loader throws.
   *
   * @throws InterruptException if the thread is interrupted while another thread loads the key
   */
  public V get(K key) {
    V value = known.get(key);
    return value == null ? load(key) : value;
  }

  /** What the values that it keeps weigh together. */
  long weight() {
    return weight.get();
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
    Iterator<Map.Entry<K, V>> others = known.entrySet().iterator();
    while (weight.get() + weigher.applyAsLong(value) > max && others.hasNext()) {
      Map.Entry<K, V> other = others.next();
      if (known.remove(other.getKey(), other.getValue())) {
        weight.addAndGet(-weigher.applyAsLong(other.getValue()));
      }
    }
    V before = known.put(key, value);
    weight.addAndGet(
        weigher.applyAsLong(value) - (before == null ? 0 : weigher.applyAsLong(before)));
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
