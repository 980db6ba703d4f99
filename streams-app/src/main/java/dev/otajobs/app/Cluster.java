package dev.otajobs.app;

import dev.otajobs.auth.nonces.NonceMemory;
import dev.otajobs.auth.nonces.RecentNonces;
import dev.otajobs.auth.quota.Quotas;
import dev.otajobs.auth.quota.RemoteUsage;
import dev.otajobs.config.AppConfig;
import dev.otajobs.config.HostPort;
import dev.otajobs.config.PeerConfig;
import dev.otajobs.http.Endpoint;
import dev.otajobs.http.HttpListener;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.peers.Beat;
import dev.otajobs.peers.Heartbeats;
import dev.otajobs.peers.NonceHome;
import dev.otajobs.peers.PeerCalls;
import dev.otajobs.peers.PeerHandler;
import dev.otajobs.peers.PeerNonces;
import dev.otajobs.peers.PeerSecret;
import dev.otajobs.peers.PeerSecretFile;
import dev.otajobs.peers.PeerUsage;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.routing.GroupMetadata;
import dev.otajobs.query.routing.LivePeers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Wires what this instance and the others are to each other; without {@code peer.listen}, nothing.
 */
record Cluster(
    GroupMetadata group,
    LivePeers peers,
    NonceMemory nonces,
    RemoteUsage elsewhere,
    RecentNonces ownNonces) {

  private static final Clock CLOCK = Clock.systemUTC();

  /** Calls that wait for an event hold theirs for as long as the caller waits. */
  private static final int CONNECTIONS_FOR_JOBS = 128;

  /** For heartbeats and nonces, which are answered at once. */
  private static final int CONNECTIONS_AT_ONCE = 16;

  private static final int MOST_CONNECTIONS = 4_000;
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  /** How the others reach this instance. */
  static Optional<String> advertised(AppConfig config) {
    return config.peer().map(peer -> peer.advertised().toString());
  }

  static Cluster join(
      AppConfig config,
      Vertx vertx,
      KafkaStreams streams,
      Partitioning partitioning,
      MeterRegistry metrics,
      Closing closing) {
    HostInfo self =
        config
            .peer()
            .map(peer -> new HostInfo(peer.advertised().host(), peer.advertised().port()))
            .orElseGet(() -> new HostInfo("localhost", 0));
    GroupMetadata group =
        GroupMetadata.of(streams, self, config.topics().events(), partitioning.partitions());
    RecentNonces own = new RecentNonces(RecentNonces.DEFAULT_MAX_PER_KEY);
    if (config.peer().isEmpty()) {
      return new Cluster(group, LivePeers.NONE, own, RemoteUsage.NONE, own);
    }
    PeerConfig peer = config.peer().get();
    PeerSecret secret = PeerSecretFile.read(peer.secretFile());
    PeerCalls calls =
        closing.last("peer calls", new PeerCalls(vertx, secret, CLOCK, CONNECTIONS_AT_ONCE));
    PeerCalls jobs =
        closing.last("peer job calls", new PeerCalls(vertx, secret, CLOCK, CONNECTIONS_FOR_JOBS));
    Heartbeats heartbeats =
        closing.last(
            "heartbeats", new Heartbeats(vertx, group, peer.allowed(), calls, jobs).begin());
    Gauge.builder("ota.peers.alive", heartbeats::aliveCount).register(metrics);
    Gauge.builder("ota.peers.known", heartbeats::knownCount).register(metrics);
    return new Cluster(
        group,
        heartbeats,
        new PeerNonces(own, self, heartbeats, calls, metrics),
        new PeerUsage(heartbeats),
        own);
  }

  /** Answers the others from now on. */
  void listen(
      AppConfig config,
      Vertx vertx,
      JobLookup local,
      Quotas quotas,
      MeterRegistry metrics,
      Closing closing) {
    config
        .peer()
        .ifPresent(
            peer -> {
              PeerHandler handler =
                  new PeerHandler(
                      PeerSecretFile.read(peer.secretFile()),
                      local,
                      new NonceHome(ownNonces, CLOCK),
                      new Beat(quotas::usage),
                      CLOCK);
              closing.last(
                  "peer listener",
                  HttpListener.start(vertx, endpoint(peer.listen()), metrics, handler));
            });
  }

  private static Endpoint endpoint(HostPort listen) {
    return new Endpoint(
        "peer",
        "peer.listen",
        listen.host(),
        listen.port(),
        Optional.empty(),
        MOST_CONNECTIONS,
        REQUEST_TIMEOUT);
  }
}
