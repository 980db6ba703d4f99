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
import dev.otajobs.peers.Heartbeats;
import dev.otajobs.peers.PeerClient;
import dev.otajobs.peers.PeerHandler;
import dev.otajobs.peers.PeerNonces;
import dev.otajobs.peers.PeerSecret;
import dev.otajobs.peers.PeerSecretFile;
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
 * Wires the calls between instances, and what the instances share. Without {@code peer.listen} this
 * instance has no peers.
 *
 * @param ownNonces those that this instance remembers, for itself and for its peers
 */
record Peers(
    GroupMetadata group,
    LivePeers live,
    NonceMemory nonces,
    RemoteUsage usage,
    RecentNonces ownNonces) {

  private static final Clock CLOCK = Clock.systemUTC();

  /** For queries: one that waits for an event holds its connection for as long. */
  private static final int QUERY_CONNECTIONS = 128;

  /** For heartbeats and nonces, which are answered at once. */
  private static final int CONNECTIONS = 16;

  private static final int MAX_ACCEPTED = 4_000;
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  /** The address at which the other instances call this one. */
  static Optional<String> advertised(AppConfig config) {
    return config.peer().map(peer -> peer.advertised().toString());
  }

  static Peers join(
      AppConfig config,
      Vertx vertx,
      KafkaStreams streams,
      int partitions,
      MeterRegistry metrics,
      Closing closing) {
    HostInfo self =
        config
            .peer()
            .map(peer -> new HostInfo(peer.advertised().host(), peer.advertised().port()))
            .orElseGet(() -> new HostInfo("localhost", 0));
    GroupMetadata group = GroupMetadata.of(streams, self, config.topics().events(), partitions);
    RecentNonces own = new RecentNonces(RecentNonces.DEFAULT_MAX_PER_KEY);
    if (config.peer().isEmpty()) {
      return new Peers(group, LivePeers.NONE, own, RemoteUsage.NONE, own);
    }
    PeerConfig peer = config.peer().get();
    PeerSecret secret = PeerSecretFile.read(peer.secretFile());
    PeerClient client =
        closing.last("peer client", new PeerClient(vertx, secret, CLOCK, CONNECTIONS));
    PeerClient queryClient =
        closing.last("peer query client", new PeerClient(vertx, secret, CLOCK, QUERY_CONNECTIONS));
    Heartbeats heartbeats =
        closing.last(
            "heartbeats",
            new Heartbeats(vertx, group, peer.allowed(), client, queryClient).begin());
    Gauge.builder("ota.peers.alive", heartbeats::aliveCount).register(metrics);
    Gauge.builder("ota.peers.known", heartbeats::knownCount).register(metrics);
    return new Peers(
        group, heartbeats, new PeerNonces(own, self, heartbeats, client, metrics), heartbeats, own);
  }

  /** Starts to answer the other instances' calls. */
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
                      ownNonces,
                      quotas::usage,
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
        MAX_ACCEPTED,
        REQUEST_TIMEOUT);
  }
}
