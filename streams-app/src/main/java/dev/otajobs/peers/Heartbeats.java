package dev.otajobs.peers;

import dev.otajobs.auth.quota.RemoteUsage;
import dev.otajobs.config.HostPort;
import dev.otajobs.config.PeerPattern;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.history.HistoryLookup;
import dev.otajobs.query.index.IndexLookup;
import dev.otajobs.query.routing.GroupMetadata;
import dev.otajobs.query.routing.LivePeers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
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
 * Sends a heartbeat to every other instance of the group, five times a second. A peer that has not
 * answered for a second, or refuses connections, counts as dead, long before its Kafka session
 * ends.
 */
public final class Heartbeats implements LivePeers, RemoteUsage, AutoCloseable {

  private static final Duration PERIOD = Duration.ofMillis(200);
  private static final Duration REPORT_TIMEOUT = Duration.ofSeconds(2);
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

  private final Vertx vertx;
  private final GroupMetadata group;
  private final HostInfo self;
  private final List<PeerPattern> allowed;
  private final PeerClient client;
  private final PeerClient jobClient;
  private final Map<HostInfo, Peer> peers = new ConcurrentHashMap<>();
  private final Set<HostInfo> refused = ConcurrentHashMap.newKeySet();
  private long timer = -1;

  /**
   * @param allowed the addresses that may be connected to
   * @param client for heartbeats, so that they never wait for queries
   * @param jobClient for queries
   */
  public Heartbeats(
      Vertx vertx,
      GroupMetadata group,
      List<PeerPattern> allowed,
      PeerClient client,
      PeerClient jobClient) {
    this.vertx = vertx;
    this.group = group;
    this.self = group.self();
    this.allowed = List.copyOf(allowed);
    this.client = client;
    this.jobClient = jobClient;
  }

  /** Starts the heartbeats. */
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
        LOG.warn("peer.allowed does not have a member of the group, peer={}", text(host));
      }
      return;
    }
    Peer peer =
        peers.computeIfAbsent(
            host,
            address ->
                new Peer(
                    text(address),
                    new RemoteJobs(address, jobClient),
                    new RemoteIndex(address, jobClient),
                    new RemoteHistory(address, jobClient)));
    if (peer.beginHeartbeat()) {
      client.get(host, PeerProtocol.HEARTBEAT, Peer.TIMEOUT).onComplete(peer::endHeartbeat);
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

  @Override
  public Optional<HistoryLookup> historyAt(HostInfo host) {
    return Optional.ofNullable(peers.get(host)).filter(Peer::isAlive).map(Peer::histories);
  }

  @Override
  public Optional<IndexLookup> indexAt(HostInfo host) {
    return Optional.ofNullable(peers.get(host)).filter(Peer::isAlive).map(Peer::index);
  }

  /** What another instance tells of itself; empty if it is not alive. */
  public Optional<Future<Buffer>> report(HostInfo host) {
    return Optional.ofNullable(peers.get(host))
        .filter(Peer::isAlive)
        .map(peer -> jobClient.get(host, PeerProtocol.REPORT, REPORT_TIMEOUT))
        .map(reply -> reply.map(Heartbeats::body));
  }

  private static Buffer body(PeerClient.Reply reply) {
    if (reply.status() != 200) {
      throw new IllegalStateException("it replied " + reply.status());
    }
    return reply.body();
  }

  /** The peers that are alive. */
  List<HostInfo> alive() {
    return peers.entrySet().stream()
        .filter(peer -> peer.getValue().isAlive())
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public List<Integer> admitted(String quota) {
    return peers.values().stream()
        .filter(Peer::isAlive)
        .map(peer -> peer.usage().getOrDefault(quota, 0))
        .toList();
  }

  /** The number of peers that are alive. */
  public int aliveCount() {
    return Math.toIntExact(peers.values().stream().filter(Peer::isAlive).count());
  }

  /** The number of peers, alive or not, allowed or not. */
  public int knownCount() {
    return peers.size() + refused.size();
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
