package dev.otajobs.peers;

import dev.otajobs.http.Endpoint;
import dev.otajobs.http.HttpListener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.state.HostInfo;

/** The listener of an instance for its peers, on a free port of this machine. */
final class PeerServer implements AutoCloseable {

  final HttpListener listener;
  private final Vertx vertx = Vertx.vertx();

  PeerServer(PeerTls tls, Handler<HttpServerRequest> handler) {
    Endpoint endpoint =
        new Endpoint(
            "peer",
            "peer.listen",
            "127.0.0.1",
            0,
            Optional.of(tls.listener()),
            1_000,
            true,
            Duration.ofSeconds(10));
    listener = HttpListener.start(vertx, endpoint, new SimpleMeterRegistry(), handler);
  }

  HostInfo address() {
    return new HostInfo("127.0.0.1", port());
  }

  int port() {
    return listener.port();
  }

  @Override
  public void close() throws TimeoutException {
    listener.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }
}
