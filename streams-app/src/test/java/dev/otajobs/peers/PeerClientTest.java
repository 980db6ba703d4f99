package dev.otajobs.peers;

import static dev.otajobs.peers.PeerFixture.TLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls to peers that behave as none should. */
class PeerClientTest {

  private static final int CONNECTIONS = 8;
  private static final Duration SHORT = Duration.ofMillis(100);

  private final Vertx vertx = Vertx.vertx();
  private final PeerClient client = new PeerClient(vertx, TLS, CONNECTIONS);
  private final Set<Object> open = ConcurrentHashMap.newKeySet();

  @AfterEach
  void stop() throws Exception {
    client.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldBeUsableAfterAThousandCallsThatWereNotAnswered() throws Exception {
    // given
    HostInfo peer =
        http(
            request -> {
              if (request.path().equals("/quick")) {
                request.response().end("here");
              }
            });

    // when
    waitThrough(peer, "/silent", 1_000);

    // then
    assertUsable(peer);
  }

  @Test
  void shouldNotKeepRepliesThatNeverEnd() throws Exception {
    // given
    HostInfo peer =
        http(
            request -> {
              if (request.path().equals("/quick")) {
                request.response().end("here");
              } else {
                request.response().putHeader("content-length", "1000000").write("a");
                vertx.setPeriodic(20, timer -> trickle(request, timer));
              }
            });

    // when
    waitThrough(peer, "/trickle", 200);

    // then
    assertUsable(peer);
  }

  private void trickle(HttpServerRequest request, long timer) {
    if (request.response().closed()) {
      vertx.cancelTimer(timer);
    } else {
      request.response().write("a");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content-length: 4194305",
        "content-length: 99999999999999999999",
        "content-length: x",
        "content-length: -1",
        "content-length: +5",
        "transfer-encoding: chunked",
        "x: y"
      })
  void shouldRefuseRepliesOfAnUnknownOrGreatLength(String header) throws Exception {
    // given
    HostInfo peer = raw("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\nabcde");

    // then
    for (int i = 0; i < 3 * CONNECTIONS; i++) {
      Future<PeerClient.Reply> reply = client.get(peer, "/", PeerFixture.PATIENCE);
      await().atMost(PeerFixture.PATIENCE).until(reply::isComplete);
      assertThat(reply.failed()).as(header).isTrue();
    }
    await().atMost(PeerFixture.PATIENCE).until(open::isEmpty);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "junk\r\n\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc"})
  void shouldFailIfTheReplyIsNone(String reply) throws Exception {
    // given
    HostInfo peer = raw(reply);

    // then
    for (int i = 0; i < 3 * CONNECTIONS; i++) {
      Future<PeerClient.Reply> read = client.get(peer, "/", SHORT);
      await().atMost(PeerFixture.PATIENCE).until(read::isComplete);
      assertThat(read.failed()).isTrue();
    }
  }

  @Test
  void shouldFailInTimeIfNobodyIsThere() {
    // when
    Future<PeerClient.Reply> reply =
        client.get(new HostInfo("127.0.0.1", 1), "/", Duration.ofSeconds(5));

    // then
    await().atMost(Duration.ofSeconds(2)).until(reply::isComplete);
    assertThat(reply.failed()).isTrue();
  }

  @Test
  void shouldNotWaitLongerForAConnectionThanForAnAnswer() throws Exception {
    // given
    HostInfo peer = http(request -> {});
    List<Future<PeerClient.Reply>> patient =
        IntStream.range(0, CONNECTIONS)
            .mapToObj(i -> client.get(peer, "/", PeerFixture.PATIENCE))
            .toList();

    // when
    long start = System.nanoTime();
    Future<PeerClient.Reply> reply = client.get(peer, "/", SHORT);
    await().atMost(Duration.ofSeconds(2)).until(reply::isComplete);

    // then
    assertThat(reply.failed()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(patient).noneMatch(Future::isComplete);
  }

  private void waitThrough(HostInfo peer, String uri, int number) {
    for (int i = 0; i < number; i += 100) {
      List<Future<PeerClient.Reply>> replies =
          IntStream.range(0, 100).mapToObj(n -> client.get(peer, uri, SHORT)).toList();
      await()
          .atMost(Duration.ofSeconds(5))
          .pollInterval(Duration.ofMillis(10))
          .until(() -> replies.stream().allMatch(Future::isComplete));
      assertThat(replies).allMatch(Future::failed);
    }
  }

  /** It recovers: first the calls that were given up while they waited have to leave the queue. */
  private void assertUsable(HostInfo peer) throws TimeoutException {
    await()
        .atMost(PeerFixture.PATIENCE)
        .until(() -> isAnswered(client.get(peer, "/quick", PeerFixture.PATIENCE)));
    for (int i = 0; i < 3 * CONNECTIONS; i++) {
      PeerClient.Reply reply = PeerFixture.await(client.get(peer, "/quick", PeerFixture.PATIENCE));
      assertThat(reply.body()).isEqualTo(Buffer.buffer("here"));
    }
    await().atMost(PeerFixture.PATIENCE).until(() -> open.size() <= CONNECTIONS);
  }

  private static boolean isAnswered(Future<PeerClient.Reply> reply) {
    try {
      PeerFixture.await(reply);
      return true;
    } catch (TimeoutException | RuntimeException e) {
      return false;
    }
  }

  private HostInfo http(Handler<HttpServerRequest> handler) throws TimeoutException {
    return address(
        PeerFixture.await(
                vertx
                    .createHttpServer(tls(new HttpServerOptions()))
                    .requestHandler(handler)
                    .connectionHandler(
                        connection -> {
                          open.add(connection);
                          connection.closeHandler(closed -> open.remove(connection));
                        })
                    .listen(0, "127.0.0.1"))
            .actualPort());
  }

  /** Answers whatever is asked with this text, and closes if it is empty. */
  private HostInfo raw(String reply) throws TimeoutException {
    return address(
        PeerFixture.await(
                vertx
                    .createNetServer(tls(new NetServerOptions()))
                    .connectHandler(socket -> answer(socket, reply))
                    .listen(0, "127.0.0.1"))
            .actualPort());
  }

  private void answer(NetSocket socket, String reply) {
    open.add(socket);
    socket.closeHandler(closed -> open.remove(socket));
    socket.handler(
        asked -> {
          if (reply.isEmpty()) {
            socket.close();
          } else {
            socket.write(reply);
          }
        });
  }

  private static <T extends NetServerOptions> T tls(T options) {
    options
        .setSsl(true)
        .setKeyCertOptions(TLS.client().getKeyCertOptions())
        .setTrustOptions(TLS.trusted())
        .setClientAuth(ClientAuth.REQUIRED);
    return options;
  }

  private static HostInfo address(int port) {
    return new HostInfo("127.0.0.1", port);
  }
}
