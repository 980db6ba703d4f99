package dev.otajobs.peers;

import dev.otajobs.auth.accounts.AccessKeyId;
import dev.otajobs.auth.nonces.NonceMemory;
import dev.otajobs.auth.nonces.RecentNonces;
import dev.otajobs.peers.PeerProtocol.NonceCall;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Nonces that are used once among all instances. A nonce has two homes, chosen by rendezvous
 * hashing among the instances that are alive, and is remembered there and where the call came in.
 * With two homes, one of them stays a home when one instance joins or leaves. If a home does not
 * answer, that is told and counted in {@code ota.nonces.unshared}: a call that only reads may be
 * let through, since a replay learns no more than the first call did.
 */
public final class PeerNonces implements NonceMemory {

  private static final int HOMES = 2;
  private static final Duration TIMEOUT = Duration.ofMillis(500);

  private final RecentNonces own;
  private final HostInfo self;
  private final Heartbeats peers;
  private final PeerClient client;
  private final Counter unshared;

  public PeerNonces(
      RecentNonces own, HostInfo self, Heartbeats peers, PeerClient client, MeterRegistry metrics) {
    this.own = own;
    this.self = self;
    this.peers = peers;
    this.client = client;
    this.unshared = metrics.counter("ota.nonces.unshared");
  }

  @Override
  public Future<Use> use(AccessKeyId key, String nonce, Instant now, int atMost) {
    Use here = own.useNow(key, nonce, now, atMost);
    if (here != Use.FRESH) {
      return Future.succeededFuture(here);
    }
    String uri = new NonceCall(key, nonce, atMost).uri();
    List<Future<Use>> uses =
        homes(key, nonce).stream()
            .filter(home -> !home.equals(self))
            .map(home -> useAt(home, uri))
            .toList();
    return Future.join(uses).map(all -> worst(uses));
  }

  private static Use worst(List<Future<Use>> uses) {
    return uses.stream()
        .map(Future::result)
        .filter(use -> use != Use.FRESH)
        .findFirst()
        .orElse(Use.FRESH);
  }

  private Future<Use> useAt(HostInfo home, String uri) {
    return client
        .get(home, uri, TIMEOUT)
        .map(PeerNonces::use)
        .otherwise(Optional.empty())
        .map(
            use -> {
              if (use.isEmpty()) {
                unshared.increment();
              }
              return use.orElse(Use.UNSHARED);
            });
  }

  private static Optional<Use> use(PeerClient.Reply reply) {
    return reply.status() == 200
        ? Optional.of(Use.valueOf(reply.body().toString()))
        : Optional.empty();
  }

  /**
   * The instances with the lowest hashes of address and nonce: every instance computes the same.
   */
  private List<HostInfo> homes(AccessKeyId key, String nonce) {
    return Stream.concat(Stream.of(self), peers.alive().stream())
        .sorted(
            Comparator.<HostInfo>comparingInt(host -> rank(host, key.value(), nonce))
                .thenComparing(PeerNonces::address))
        .limit(HOMES)
        .toList();
  }

  private static int rank(HostInfo host, String key, String nonce) {
    return Utils.murmur2(Utils.utf8(address(host) + " " + key + " " + nonce));
  }

  private static String address(HostInfo host) {
    return host.host() + ":" + host.port();
  }
}
