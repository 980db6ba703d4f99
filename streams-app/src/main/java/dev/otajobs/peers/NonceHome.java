package dev.otajobs.peers;

import dev.otajobs.auth.accounts.AccessKeyId;
import dev.otajobs.auth.nonces.NonceMemory;
import dev.otajobs.auth.nonces.NonceMemory.Use;
import dev.otajobs.auth.nonces.RecentNonces;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.QueryStringEncoder;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The nonces that this instance keeps for the others, in the memory that it has for its own. */
public final class NonceHome {

  private static final int MOST = 10_000_000;

  private final RecentNonces nonces;
  private final Clock clock;

  public NonceHome(RecentNonces nonces, Clock clock) {
    this.nonces = nonces;
    this.clock = clock;
  }

  static String uri(AccessKeyId key, String nonce, int atMost) {
    QueryStringEncoder uri = new QueryStringEncoder(PeerPaths.NONCES);
    uri.addParam("key", key.value());
    uri.addParam("nonce", nonce);
    uri.addParam("atMost", Integer.toString(atMost));
    return uri.toString();
  }

  /**
   * Uses the nonce that a peer's call names.
   *
   * @throws IllegalArgumentException if it names none
   */
  NonceMemory.Use use(String uri) {
    Map<String, List<String>> parameters = new QueryStringDecoder(uri).parameters();
    String nonce = PeerPaths.single(parameters, "nonce");
    int atMost = Integer.parseInt(PeerPaths.single(parameters, "atMost"));
    AccessKeyId key = new AccessKeyId(PeerPaths.single(parameters, "key"));
    return nonces.useNow(key, nonce, clock.instant(), Math.min(atMost, MOST));
  }

  static Use parse(String text) {
    return Use.valueOf(text);
  }
}
