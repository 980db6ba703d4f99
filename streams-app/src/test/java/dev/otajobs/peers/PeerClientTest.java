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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls to peers that behave as none should. */
class PeerClientTest {

  private static final int CONNECTIONS = 2;

  /** What a server of Vert.x takes at once, unless told otherwise. */
  private static final int STREAMS = 100;

  private static final Duration SHORT = Duration.ofMillis(100);

  /** A busy machine answers within. */
  private static final Duration PING = Duration.ofSeconds(3);

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

  @Test
  void shouldFreeThePlacesOfCallsThatAreGivenUpBeforeThereIsAConnection() throws Exception {
    // given
    HostInfo peer = http(request -> request.response().end("here"));
    try (Wire wire = Wire.slowlyTo(vertx, peer, SHORT.multipliedBy(10))) {
      // when
      waitThrough(wire.address(), "/quick", CONNECTIONS * STREAMS);

      // then
      assertUsable(wire.address());
    }
  }

  private void trickle(HttpServerRequest request, long timer) {
    if (request.response().closed()) {
      vertx.cancelTimer(timer);
    } else {
      request.response().write("a");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4194305", "99999999999999999999", "x", "-1", "+5", ""})
  void shouldRefuseRepliesOfAnUnknownOrGreatLength(String length) throws Exception {
    // given
    HostInfo peer =
        http(
            request -> {
              if (length.isEmpty()) {
                request.response().write("abcde");
                request.response().end();
              } else {
                request.response().putHeader("content-length", length).write("abcde");
              }
            });

    // then
    assertAllFail(peer, PeerFixture.PATIENCE);
  }

  @Test
  void shouldFailIfTheReplyIsNone() throws Exception {
    // given
    HostInfo closes = http(request -> request.connection().close());
    HostInfo resets = http(request -> request.response().reset());
    HostInfo stops =
        http(
            request -> {
              request.response().putHeader("content-length", "9").write("abc");
              request.response().reset();
            });

    // then
    for (HostInfo peer : List.of(closes, resets, stops)) {
      assertAllFail(peer, PeerFixture.PATIENCE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "junk\r\n\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabc"})
  void shouldFailIfThePeerDoesNotSpeakHttp2(String reply) throws Exception {
    // given
    HostInfo peer = raw(reply);

    // then
    assertAllFail(peer, SHORT);
    await().atMost(PeerFixture.PATIENCE).until(open::isEmpty);
  }

  @Test
  void shouldConnectAgainOnceTheWireIsSilent() throws Exception {
    // given
    HostInfo peer = http(request -> request.response().end("here"));
    try (Wire wire = Wire.to(vertx, peer)) {
      PeerFixture.await(client.get(wire.address(), "/quick", PeerFixture.PATIENCE));

      // when
      wire.silenceWhatIsOpen();
      Future<PeerClient.Reply> unanswered = client.get(wire.address(), "/quick", SHORT);
      await().atMost(PeerFixture.PATIENCE).until(unanswered::isComplete);

      // then
      assertThat(unanswered.failed()).isTrue();
      assertUsable(wire.address());
    }
  }

  @Test
  void shouldKeepAConnectionWhosePeerIsOnlySlow() throws Exception {
    // given
    HostInfo peer =
        http(
            request -> {
              if (request.path().equals("/quick")) {
                request.response().end("here");
              }
            });
    try (PeerClient patient =
        new PeerClient(vertx, TLS, 1, Duration.ofMinutes(5), PING, Duration.ZERO)) {
      PeerFixture.await(patient.get(peer, "/quick", PeerFixture.PATIENCE));
      Set<Object> before = Set.copyOf(open);

      // when
      waitThrough(patient, peer, "/silent", 100);

      // then
      await()
          .during(PING.plusMillis(500))
          .atMost(PeerFixture.PATIENCE)
          .until(() -> open.containsAll(before));
    }
  }

  @Test
  void shouldReplaceAConnectionThatIsNeverIdle() throws Exception {
    // given
    AtomicInteger connections = new AtomicInteger();
    HostInfo peer =
        http(
            request -> {
              connections.accumulateAndGet(open.size(), Math::max);
              vertx.setTimer(20, over -> request.response().end("here"));
            });
    try (PeerClient client =
        new PeerClient(vertx, TLS, 1, Duration.ofSeconds(1), PING, Duration.ZERO)) {
      Set<Object> seen = new HashSet<>();

      // when
      List<Future<PeerClient.Reply>> replies = new ArrayList<>();
      await()
          .atMost(PeerFixture.PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(
              () -> {
                replies.add(client.get(peer, "/", PeerFixture.PATIENCE));
                seen.addAll(open);
                return seen.size() >= 4;
              });

      // then
      for (Future<PeerClient.Reply> reply : replies) {
        assertThat(PeerFixture.await(reply).status()).isEqualTo(200);
      }
      assertThat(connections).hasValueLessThanOrEqualTo(3);
    }
  }

  @Test
  void shouldFailInTimeIfNobodyIsThere() {
    // when
    Future<PeerClient.Reply> reply =
        client.get(new HostInfo("127.0.0.1", 1), "/", Duration.ofSeconds(30));

    // then
    await().atMost(Duration.ofSeconds(10)).until(reply::isComplete);
    assertThat(reply.failed()).isTrue();
  }

  @Test
  void shouldNotWaitLongerForAConnectionThanForAnAnswer() throws Exception {
    // given
    HostInfo peer = http(request -> {});
    List<Future<PeerClient.Reply>> patient =
        IntStream.range(0, CONNECTIONS * STREAMS)
            .mapToObj(i -> client.get(peer, "/", PeerFixture.PATIENCE))
            .toList();

    // when
    Future<PeerClient.Reply> reply = client.get(peer, "/", SHORT);
    await().atMost(PeerFixture.PATIENCE).until(reply::isComplete);

    // then
    assertThat(reply.failed()).isTrue();
    assertThat(patient).noneMatch(Future::isComplete);
  }

  private void assertAllFail(HostInfo peer, Duration timeout) {
    for (int i = 0; i < 10; i++) {
      Future<PeerClient.Reply> reply = client.get(peer, "/", timeout);
      await().atMost(PeerFixture.PATIENCE).until(reply::isComplete);
      assertThat(reply.failed()).isTrue();
    }
  }

  private void waitThrough(HostInfo peer, String uri, int number) {
    waitThrough(client, peer, uri, number);
  }

  private static void waitThrough(PeerClient client, HostInfo peer, String uri, int number) {
    for (int i = 0; i < number; i += 100) {
      List<Future<PeerClient.Reply>> replies =
          IntStream.range(0, 100).mapToObj(n -> client.get(peer, uri, SHORT)).toList();
      await()
          .atMost(PeerFixture.PATIENCE)
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
                    .createHttpServer(tls(new HttpServerOptions().setUseAlpn(true)))
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
