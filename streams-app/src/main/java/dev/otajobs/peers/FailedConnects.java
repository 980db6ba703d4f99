package dev.otajobs.peers;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.state.HostInfo;

/**
 * The peers to which no connection could be made a moment ago. A handshake takes as much of the
 * processor as a hundred calls, so while a wire is broken not every call tries one. Thread-safe; it
 * holds no more than the peers that were asked.
 */
final class FailedConnects {

  /** Until the next attempt. Callers turn to other instances meanwhile, or ask again. */
  static final Duration PAUSE = Duration.ofMillis(100);

  private record Failure(long at, Throwable why) {}

  private final ConcurrentMap<HostInfo, Failure> failures = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  /**
   * @param nanoTime nanoseconds from any origin: {@code System::nanoTime}
   */
  FailedConnects(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Why the last attempt failed, if it was made within the pause. */
  Optional<Throwable> recent(HostInfo peer) {
    Failure last = failures.get(peer);
    return last == null || nanoTime.getAsLong() - last.at() >= PAUSE.toNanos()
        ? Optional.empty()
        : Optional.of(last.why());
  }

  void failed(HostInfo peer, Throwable why) {
    failures.put(peer, new Failure(nanoTime.getAsLong(), why));
  }

  void connected(HostInfo peer) {
    if (!failures.isEmpty()) {
      failures.remove(peer);
    }
  }
}
