package dev.otajobs.peers;

import dev.otajobs.http.Endpoint;
import dev.otajobs.http.HttpListener;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call of this instance to itself, over TLS. The first handshake of a JVM takes a second of CPU:
 * classes are loaded and the TLS library tests itself. On a busy machine that is several seconds,
 * for which the other instances would take this one for dead. So it is made before they know of it.
 */
public final class FirstHandshake {

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Logger LOG = LoggerFactory.getLogger(FirstHandshake.class);

  private final HttpListener listener;
  private final PeerClient client;
  private final Future<PeerClient.Reply> reply;

  private FirstHandshake(Vertx vertx, PeerTls tls) {
    String host = InetAddress.getLoopbackAddress().getHostAddress();
    Endpoint endpoint =
        new Endpoint("first", "loopback", host, 0, Optional.of(tls.listener()), 1, true, LONGEST);
    this.listener =
        HttpListener.start(
            vertx, endpoint, new CompositeMeterRegistry(), request -> request.response().end());
    this.client = new PeerClient(vertx, tls, 1);
    this.reply = client.get(new HostInfo(host, listener.port()), PeerProtocol.HEARTBEAT, LONGEST);
  }

  /** Begins the call, on an address of this machine only. */
  public static FirstHandshake begin(Vertx vertx, PeerTls tls) {
    return new FirstHandshake(vertx, tls);
  }

  /**
   * Waits for the reply. Without one this instance starts all the same, and a line tells why.
   *
   * @return whether there was one
   */
  public boolean await() {
    try {
      boolean answered =
          reply
              .onFailure(FirstHandshake::warn)
              .map(true)
              .otherwise(false)
              .await(2 * LONGEST.toSeconds(), TimeUnit.SECONDS);
      client.close();
      listener.close();
      return answered;
    } catch (TimeoutException e) {
      throw new IllegalStateException("this instance's call to itself does not end", e);
    }
  }

  private static void warn(Throwable failure) {
    LOG.warn(
        "a call to itself failed, so the other instances may fail to call it: see peer.tls.*",
        failure);
  }
}
