package dev.otajobs.peers;

import dev.otajobs.config.HostPort;
import dev.otajobs.config.PeerPattern;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.routing.GroupMetadata;
import dev.otajobs.query.routing.LivePeers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every other instance of the group, five times a second, whether it lives. One that has been
 * silent for a second is passed over, long before Kafka gives it up.
 */
public final class Heartbeats implements LivePeers, AutoCloseable {

  private static final Duration PERIOD = Duration.ofMillis(200);
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

  private final Vertx vertx;
  private final GroupMetadata group;
  private final HostInfo self;
  private final List<PeerPattern> allowed;
  private final PeerCalls calls;
  private final PeerCalls jobCalls;
  private final Map<HostInfo, Peer> peers = new ConcurrentHashMap<>();
  private final Set<HostInfo> refused = ConcurrentHashMap.newKeySet();
  private long timer = -1;

  /**
   * @param allowed the addresses that may be connected to
   * @param calls for heartbeats: never kept waiting by those for jobs
   * @param jobCalls for jobs
   */
  public Heartbeats(
      Vertx vertx,
      GroupMetadata group,
      List<PeerPattern> allowed,
      PeerCalls calls,
      PeerCalls jobCalls) {
    this.vertx = vertx;
    this.group = group;
    this.self = group.self();
    this.allowed = List.copyOf(allowed);
    this.calls = calls;
    this.jobCalls = jobCalls;
  }

  /** Begins to ask. */
  public Heartbeats begin() {
    timer = vertx.setPeriodic(PERIOD.toMillis(), tick -> beat());
    return this;
  }

  private void beat() {
    group.refresh();
    Set<HostInfo> hosts = group.hosts();
    peers.keySet().retainAll(hosts);
    refused.retainAll(hosts);
    hosts.stream().filter(host -> !host.equals(self)).forEach(this::beat);
  }

  private void beat(HostInfo host) {
    if (!isAllowed(host)) {
      if (refused.add(host)) {
        LOG.warn("a member of the group is not connected to: peer.allowed, peer={}", text(host));
      }
      return;
    }
    Peer peer = peers.computeIfAbsent(host, name -> new Peer(new RemoteJobs(name, jobCalls)));
    if (peer.mayBeAsked()) {
      calls
          .send(host, HttpMethod.GET, PeerPaths.BEAT, Peer.SILENCE)
          .onComplete(answered -> peer.heard(text(host), answered));
    }
  }

  private boolean isAllowed(HostInfo host) {
    if (host.port() < 1 || host.port() > 65_535) {
      return false;
    }
    HostPort address = new HostPort(host.host(), host.port());
    return allowed.stream().anyMatch(pattern -> pattern.matches(address));
  }

  private static String text(HostInfo host) {
    return host.host() + ":" + host.port();
  }

  @Override
  public Optional<JobLookup> at(HostInfo host) {
    return Optional.ofNullable(peers.get(host)).filter(Peer::isAlive).map(Peer::jobs);
  }

  /** Those that live. */
  List<HostInfo> alive() {
    return peers.entrySet().stream()
        .filter(peer -> peer.getValue().isAlive())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How many calls of the account each other one that lives let in within its last second. */
  List<Integer> used(String accountId) {
    return peers.values().stream()
        .filter(Peer::isAlive)
        .map(peer -> peer.usage().getOrDefault(accountId, 0))
        .toList();
  }

  /** How many other instances live. */
  public int aliveCount() {
    return Math.toIntExact(peers.values().stream().filter(Peer::isAlive).count());
  }

  /** How many other instances the group has. */
  public int knownCount() {
    return peers.size() + refused.size();
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
