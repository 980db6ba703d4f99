package dev.otajobs.peers;

import dev.otajobs.query.JobLookup;
import io.vertx.core.AsyncResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Another instance, and when it was heard of. */
final class Peer {

  /** Five heartbeats that were missed. */
  static final Duration SILENCE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Peer.class);

  private final JobLookup jobs;
  private final AtomicBoolean asked = new AtomicBoolean();

  /** One that is new is given the benefit of the doubt. */
  private volatile long heard = System.nanoTime();

  private volatile boolean wasAlive = true;
  private volatile Map<String, Integer> usage = Map.of();

  Peer(JobLookup jobs) {
    this.jobs = jobs;
  }

  JobLookup jobs() {
    return jobs;
  }

  boolean isAlive() {
    return System.nanoTime() - heard < SILENCE.toNanos();
  }

  /** How many calls of each account it has let in within its last second. */
  Map<String, Integer> usage() {
    return isAlive() ? usage : Map.of();
  }

  /** Whether no question is under way; if so, one is from now on. */
  boolean mayBeAsked() {
    return asked.compareAndSet(false, true);
  }

  /** What became of the question. */
  void heard(String name, AsyncResult<PeerCalls.Reply> answered) {
    asked.set(false);
    if (answered.succeeded() && answered.result().status() == 200) {
      usage = Beat.parse(answered.result().body().toString());
      heard = System.nanoTime();
    }
    if (isAlive() != wasAlive) {
      wasAlive = !wasAlive;
      LOG.info("a peer {}, peer={}", wasAlive ? "answers again" : "is silent", name);
    }
  }
}
