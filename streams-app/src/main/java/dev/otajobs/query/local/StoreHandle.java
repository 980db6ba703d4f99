package dev.otajobs.query.local;

import dev.otajobs.job.Jobs;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * The store of one partition, which its stream thread may close during any read. A store guards its
 * own reads by its monitor. What {@code readOnly} returns does not (Kafka Streams 4.4.0): a read
 * that meets the close uses freed memory, and the process ends by SIGSEGV. Such reads therefore
 * take the monitor here.
 */
sealed interface StoreHandle {

  /**
   * The jobs of this id; empty if the store has none.
   *
   * @throws org.apache.kafka.streams.errors.InvalidStateStoreException if the store is closed
   */
  Optional<Jobs> get(String jobId);

  /**
   * A handle of this store.
   *
   * @param level what its reads see
   */
  static StoreHandle of(
      ReadOnlyKeyValueStore<byte[], ValueAndTimestamp<Jobs>> store, IsolationLevel level) {
    return level == IsolationLevel.READ_UNCOMMITTED
        ? new Uncommitted(store)
        : new Committed(store, level, innermost(store));
  }

  private static Object innermost(Object store) {
    return store instanceof WrappedStateStore<?, ?, ?> wrapper
        ? innermost(wrapper.wrapped())
        : store;
  }

  private static Optional<Jobs> read(
      ReadOnlyKeyValueStore<byte[], ValueAndTimestamp<Jobs>> store, String jobId) {
    return Optional.ofNullable(store.get(jobId.getBytes(StandardCharsets.UTF_8)))
        .map(ValueAndTimestamp::value);
  }

  /** The store itself shows all that has been written to it. */
  record Uncommitted(ReadOnlyKeyValueStore<byte[], ValueAndTimestamp<Jobs>> store)
      implements StoreHandle {

    @Override
    public Optional<Jobs> get(String jobId) {
      return read(store, jobId);
    }
  }

  /**
   * A view of what is committed, made anew for each read: the same store may have been closed and
   * opened again, and an old view would still read the closed one.
   *
   * @param monitor that the store holds while it closes
   */
  record Committed(
      ReadOnlyKeyValueStore<byte[], ValueAndTimestamp<Jobs>> store,
      IsolationLevel level,
      Object monitor)
      implements StoreHandle {

    @Override
    public Optional<Jobs> get(String jobId) {
      synchronized (monitor) {
        return read(store.readOnly(level), jobId);
      }
    }
  }
}
