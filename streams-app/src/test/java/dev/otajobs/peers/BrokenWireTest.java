package dev.otajobs.peers;

import static dev.otajobs.peers.PeerFixture.TLS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A peer whose connections end as soon as they are opened. */
class BrokenWireTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int CALLS = 200;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger attempts = new AtomicInteger();

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldTryFewConnectionsForManyQueries() throws Exception {
    // given
    HostInfo peer = broken();
    try (PeerClient client = PeerClient.ofQueries(vertx, TLS, 2)) {
      fail(client, peer);

      // when
      long begun = System.nanoTime();
      int before = attempts.get();
      for (int i = 0; i < CALLS; i++) {
        fail(client, peer);
      }

      // then
      long pauses = (System.nanoTime() - begun) / FailedConnects.PAUSE.toNanos();
      assertThat(attempts.get() - before).isLessThanOrEqualTo(Math.toIntExact(pauses) + 1);
    }
  }

  @Test
  void shouldTryForEachOtherCall() throws Exception {
    // given
    HostInfo peer = broken();
    try (PeerClient client = new PeerClient(vertx, TLS, 2)) {
      // when
      for (int i = 0; i < 10; i++) {
        fail(client, peer);
      }
    }

    // then
    assertThat(attempts.get()).isGreaterThanOrEqualTo(10);
  }

  private HostInfo broken() throws Exception {
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(
                socket -> {
                  attempts.incrementAndGet();
                  socket.close();
                });
    return new HostInfo(
        "127.0.0.1", server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS).actualPort());
  }

  private static void fail(PeerClient client, HostInfo peer) throws InterruptedException {
    CountDownLatch failed = new CountDownLatch(1);
    Future<PeerClient.Reply> reply = client.get(peer, PeerProtocol.HEARTBEAT, TIMEOUT);
    reply.onComplete(over -> failed.countDown());
    assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(reply.failed()).isTrue();
  }
}
