package dev.otajobs.peers;

import dev.otajobs.auth.accounts.AccessKeyId;
import dev.otajobs.auth.nonces.NonceMemory;
import dev.otajobs.auth.nonces.RecentNonces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Nonces that all instances know: each has two homes among those that live (by rendezvous hashing),
 * and is remembered there and where the call came in. Two, since when one instance comes or goes
 * one of the old homes is still among the new ones. If a home does not answer, the call is let
 * through, and counted: it only reads, and to refuse all calls would be worse than to let a replay
 * read what its first sending read.
 */
public final class PeerNonces implements NonceMemory {

  private static final int HOMES = 2;
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final RecentNonces own;
  private final HostInfo self;
  private final Heartbeats peers;
  private final PeerCalls calls;
  private final Counter unshared;

  public PeerNonces(
      RecentNonces own, HostInfo self, Heartbeats peers, PeerCalls calls, MeterRegistry metrics) {
    this.own = own;
    this.self = self;
    this.peers = peers;
    this.calls = calls;
    this.unshared = metrics.counter("ota.nonces.unshared");
  }

  @Override
  public Future<Use> use(AccessKeyId key, String nonce, Instant now, int atMost) {
    Use here = own.useNow(key, nonce, now, atMost);
    if (here != Use.FRESH) {
      return Future.succeededFuture(here);
    }
    String uri = NonceHome.uri(key, nonce, atMost);
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
    return calls
        .send(home, HttpMethod.GET, uri, PATIENCE)
        .map(PeerNonces::use)
        .otherwise(Optional.empty())
        .map(
            use -> {
              if (use.isEmpty()) {
                unshared.increment();
              }
              return use.orElse(Use.FRESH);
            });
  }

  private static Optional<Use> use(PeerCalls.Reply reply) {
    return reply.status() == 200
        ? Optional.of(NonceHome.parse(reply.body().toString()))
        : Optional.empty();
  }

  /**
   * The instances whose hashes together with the nonce's are the lowest: for everybody the same.
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
