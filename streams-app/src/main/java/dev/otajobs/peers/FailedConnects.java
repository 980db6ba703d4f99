package dev.otajobs.peers;

import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.apache.kafka.streams.state.HostInfo;

/**
 * The peers to which no connection could be made a moment ago and none is open. A TLS handshake
 * keeps an event loop busy, so while a wire is broken not every call tries one. Thread-safe; it
 * holds no more than the peers that were asked within the pause, and those with an open connection.
 */
final class FailedConnects {

  /** Until the next attempt. Callers turn to other instances meanwhile, or ask again. */
  static final Duration PAUSE = Duration.ofMillis(100);

  private record Failure(long at, Throwable why) {}

  private final ConcurrentMap<HostInfo, Failure> failures = new ConcurrentHashMap<>();
  private final ConcurrentMap<HostInfo, Object> open = new ConcurrentHashMap<>();
  private final Duration pause;
  private final LongSupplier nanoTime;

  /**
   * @param pause until the next attempt; zero lets each call try
   * @param nanoTime nanoseconds from any origin: {@code System::nanoTime}
   */
  FailedConnects(Duration pause, LongSupplier nanoTime) {
    this.pause = pause;
    this.nanoTime = nanoTime;
  }

  /** Why the last attempt failed, if it was made within the pause and no connection is open. */
  Optional<Throwable> recent(HostInfo peer) {
    Failure last = failures.get(peer);
    if (last == null || open.containsKey(peer)) {
      return Optional.empty();
    }
    if (nanoTime.getAsLong() - last.at() >= pause.toNanos()) {
      failures.remove(peer, last);
      return Optional.empty();
    }
    return Optional.of(last.why());
  }

  /** A call got no connection. What is no failure of a connect or a handshake does not count. */
  void failed(HostInfo peer, Throwable why) {
    if (why instanceof ConnectException
        || why instanceof SSLException
        || why instanceof ClosedChannelException) {
      failures.put(peer, new Failure(nanoTime.getAsLong(), why));
    }
  }

  /** A call got this connection. */
  void connected(HostInfo peer, Object connection) {
    open.put(peer, connection);
    failures.remove(peer);
  }

  /** A connection was closed. */
  void closed(Object connection) {
    open.values().remove(connection);
  }
}
