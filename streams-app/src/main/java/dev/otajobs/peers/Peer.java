package dev.otajobs.peers;

import dev.otajobs.query.JobLookup;
import dev.otajobs.query.history.HistoryLookup;
import dev.otajobs.query.index.IndexLookup;
import io.vertx.core.AsyncResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Another instance: its liveness and its usage, as of its last heartbeat. Thread-safe. */
final class Peer {

  /** Without a heartbeat for this long a peer counts as dead: five were missed. */
  static final Duration TIMEOUT = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Peer.class);

  private final String name;
  private final JobLookup jobs;
  private final IndexLookup index;
  private final HistoryLookup histories;
  private final AtomicBoolean heartbeatInFlight = new AtomicBoolean();

  /** A peer that was just discovered counts as alive. */
  private volatile long lastHeartbeat = System.nanoTime();

  private volatile boolean wasAlive = true;
  private volatile Map<String, Integer> usage = Map.of();

  /**
   * @param name for the log
   */
  Peer(String name, JobLookup jobs, IndexLookup index, HistoryLookup histories) {
    this.name = name;
    this.jobs = jobs;
    this.index = index;
    this.histories = histories;
  }

  HistoryLookup histories() {
    return histories;
  }

  IndexLookup index() {
    return index;
  }

  JobLookup jobs() {
    return jobs;
  }

  boolean isAlive() {
    return System.nanoTime() - lastHeartbeat < TIMEOUT.toNanos();
  }

  /** The calls that the peer admitted within its last second, by quota. */
  Map<String, Integer> usage() {
    return isAlive() ? usage : Map.of();
  }

  /** Whether a heartbeat may be sent, because none is in flight; if so, one is from now on. */
  boolean beginHeartbeat() {
    return heartbeatInFlight.compareAndSet(false, true);
  }

  /** Ends the heartbeat that is in flight. */
  void endHeartbeat(AsyncResult<PeerClient.Reply> result) {
    heartbeatInFlight.set(false);
    if (result.succeeded() && result.result().status() == 200) {
      usage = PeerProtocol.usage(result.result().body().toString());
      lastHeartbeat = System.nanoTime();
    } else if (result.failed() && RemoteJobs.isRefused(result.cause())) {
      // Its port is closed: it has ended, and need not be waited for.
      lastHeartbeat = System.nanoTime() - TIMEOUT.toNanos();
    }
    if (isAlive() != wasAlive) {
      wasAlive = !wasAlive;
      logChange(result);
    }
  }

  private void logChange(AsyncResult<PeerClient.Reply> result) {
    if (wasAlive) {
      LOG.info("a peer answers again, peer={}", name);
    } else {
      LOG.warn("a peer does not answer, peer={} why={}", name, why(result));
    }
  }

  private static String why(AsyncResult<PeerClient.Reply> result) {
    return result.succeeded()
        ? "status " + result.result().status()
        : String.valueOf(result.cause().getMessage());
  }
}
