package dev.otajobs.app;

import dev.otajobs.auth.nonces.NonceJournal;
import dev.otajobs.auth.nonces.NonceMemory;
import dev.otajobs.auth.nonces.RecentNonces;
import dev.otajobs.auth.quota.Quotas;
import dev.otajobs.auth.quota.RemoteUsage;
import dev.otajobs.config.AppConfig;
import dev.otajobs.config.ConfigException;
import dev.otajobs.config.HostPort;
import dev.otajobs.config.PeerConfig;
import dev.otajobs.http.Endpoint;
import dev.otajobs.http.HttpListener;
import dev.otajobs.ops.KeptText;
import dev.otajobs.peers.Heartbeats;
import dev.otajobs.peers.PeerClient;
import dev.otajobs.peers.PeerHandler;
import dev.otajobs.peers.PeerNonces;
import dev.otajobs.peers.PeerTls;
import dev.otajobs.peers.WatchedPeerTls;
import dev.otajobs.query.routing.GroupMetadata;
import dev.otajobs.query.routing.LivePeers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wires the calls between instances, and what the instances share. Without {@code peer.listen} this
 * instance has no peers.
 *
 * @param ownNonces those that this instance remembers, for itself and for its peers
 * @param reports asks another instance what it tells of itself; empty if it is not alive
 * @param connection empty without peers
 */
record Peers(
    GroupMetadata group,
    LivePeers live,
    NonceMemory nonces,
    RemoteUsage usage,
    RecentNonces ownNonces,
    Function<HostInfo, Optional<Future<Buffer>>> reports,
    Optional<Connection> connection) {

  private static final Logger LOG = LoggerFactory.getLogger(Peers.class);
  private static final Clock CLOCK = Clock.systemUTC();

  /** To each peer, for queries: one for each of two cores. */
  private static final int QUERY_CONNECTIONS = 2;

  /** To each peer, for heartbeats and nonces, which are answered at once. */
  private static final int CONNECTIONS = 1;

  private static final int MAX_ACCEPTED = 4_000;
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
  private static final String LISTENER = "peer";

  /** The clients of the other instances, and the TLS that they share with the listener. */
  record Connection(WatchedPeerTls tls, PeerClient client, PeerClient queryClient) {

    static Connection open(WatchedPeerTls tls, Vertx vertx, Closing closing) {
      return new Connection(
          tls,
          closing.last("peer client", new PeerClient(vertx, tls.get(), CONNECTIONS)),
          closing.last(
              "peer query client", PeerClient.ofQueries(vertx, tls.get(), QUERY_CONNECTIONS)));
    }

    /** Takes each change of the TLS files into use. */
    void watch(HttpListener listener) {
      tls.watch(
          changed -> {
            listener.use(changed.listener());
            client.use(changed);
            queryClient.use(changed);
          });
    }
  }

  /** The address at which the other instances call this one. */
  static Optional<String> advertised(AppConfig config) {
    return config.peer().map(peer -> peer.advertised().toString());
  }

  /**
   * Connects to the other instances.
   *
   * @param tls empty without peers
   */
  static Peers join(
      AppConfig config,
      Optional<WatchedPeerTls> tls,
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
    RecentNonces own =
        new RecentNonces(
            RecentNonces.DEFAULT_MAX_PER_KEY,
            Optional.of(closing.last("nonces", openJournal(config))));
    if (config.peer().isEmpty() || tls.isEmpty()) {
      return new Peers(
          group,
          LivePeers.NONE,
          own,
          RemoteUsage.NONE,
          own,
          peer -> Optional.empty(),
          Optional.empty());
    }
    PeerConfig peer = config.peer().get();
    Connection connection = Connection.open(tls.get(), vertx, closing);
    connection.tls().bindTo(metrics, LISTENER);
    Heartbeats heartbeats =
        closing.last(
            "heartbeats",
            new Heartbeats(
                    vertx, group, peer.allowed(), connection.client(), connection.queryClient())
                .begin());
    Gauge.builder("ota.peers.alive", heartbeats::aliveCount).register(metrics);
    Gauge.builder("ota.peers.known", heartbeats::knownCount).register(metrics);
    PeerNonces nonces = new PeerNonces(own, self, heartbeats, connection.client(), metrics);
    return new Peers(
        group, heartbeats, nonces, heartbeats, own, heartbeats::report, Optional.of(connection));
  }

  /** Starts to answer the other instances' calls. */
  void listen(
      AppConfig config,
      Vertx vertx,
      LocalStores local,
      Quotas quotas,
      KeptText report,
      MeterRegistry metrics,
      Closing closing) {
    PeerHandler handler =
        new PeerHandler(
            local.jobs(),
            local.index(),
            local.histories(),
            ownNonces,
            quotas::usage,
            report::get,
            CLOCK);
    config
        .peer()
        .flatMap(peer -> connection.map(open -> endpoint(peer.listen(), open.tls().get())))
        .map(endpoint -> HttpListener.start(vertx, endpoint, metrics, handler))
        .map(listener -> closing.last("peer listener", listener))
        .ifPresent(listener -> connection.ifPresent(open -> open.watch(listener)));
  }

  private static Endpoint endpoint(HostPort listen, PeerTls tls) {
    return new Endpoint(
        LISTENER,
        "peer.listen",
        listen.host(),
        listen.port(),
        Optional.of(tls.listener()),
        MAX_ACCEPTED,
        true,
        REQUEST_TIMEOUT);
  }

  private static NonceJournal openJournal(AppConfig config) {
    Path dir = config.store().directory().resolve(config.kafka().applicationId() + ".nonces");
    try {
      NonceJournal journal = NonceJournal.open(dir, CLOCK.instant());
      LOG.info("nonces of calls before the start, dir={} nonces={}", dir, journal.restored());
      return journal;
    } catch (IOException e) {
      throw new ConfigException(List.of("state.dir: " + dir + " cannot be used: " + e));
    }
  }
}
