package dev.otajobs.peers;

import static dev.otajobs.peers.PeerFixture.SEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which instances talk to each other, over real sockets. */
class PeerTlsTest {

  private static final PeerPair SHARED = PeerPair.selfSigned();
  private static final PeerPair EXPIRED = PeerPair.selfSignedAndExpired();
  private static final PeerPair SIGNED = PeerPair.signed();
  private static final PeerPair SIGNED_EXPIRED = PeerPair.signedAndExpired();
  private static final JobAnswer ABSENT = new JobAnswer.Absent();

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldTalkWithOneCertificateForAll() throws Exception {
    assertTalks(SHARED.trusting(SHARED.ca()), SHARED.trusting(SHARED.ca()));
  }

  @Test
  void shouldTalkWithCertificatesOfOneCa() throws Exception {
    assertTalks(SIGNED.trusting(SIGNED.ca()), SIGNED.trusting(SIGNED.ca()));
  }

  @Test
  void shouldTalkWithCertificatesOfSeveralTrustedCas() throws Exception {
    // given
    String both = SHARED.ca() + SIGNED.ca();

    // then
    assertTalks(SHARED.trusting(both), SIGNED.trusting(both));
    assertTalks(SIGNED.trusting(both), SHARED.trusting(both));
  }

  @Test
  void shouldRefuseCallersOfAnotherCa() throws Exception {
    assertRefused(SHARED.trusting(SHARED.ca()), SIGNED.trusting(SHARED.ca()));
    assertRefused(SIGNED.trusting(SIGNED.ca()), SHARED.trusting(SIGNED.ca()));
    assertRefused(SIGNED.trusting(SIGNED.ca()), SIGNED_EXPIRED.trusting(SIGNED.ca()));
  }

  @Test
  void shouldRefuseListenersOfAnotherCa() throws Exception {
    assertRefused(SIGNED.trusting(SHARED.ca()), SHARED.trusting(SHARED.ca()));
    assertRefused(SHARED.trusting(SIGNED.ca()), SIGNED.trusting(SIGNED.ca()));
  }

  @Test
  void shouldRefuseExpiredCallers() throws Exception {
    assertRefused(SHARED.trusting(SHARED.ca() + EXPIRED.ca()), EXPIRED.trusting(SHARED.ca()));
    assertRefused(
        SHARED.trusting(SHARED.ca() + SIGNED_EXPIRED.ca()), SIGNED_EXPIRED.trusting(SHARED.ca()));
  }

  @Test
  void shouldRefuseExpiredListeners() throws Exception {
    assertRefused(EXPIRED.trusting(SHARED.ca()), SHARED.trusting(SHARED.ca() + EXPIRED.ca()));
    assertRefused(
        SIGNED_EXPIRED.trusting(SHARED.ca()), SHARED.trusting(SHARED.ca() + SIGNED_EXPIRED.ca()));
  }

  @Test
  void shouldRefuseCallersWithoutACertificate() throws Exception {
    try (PeerServer server = serve(SHARED.trusting(SHARED.ca()))) {
      HttpClientOptions stranger =
          new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false);
      assertThatThrownBy(
              () ->
                  PeerFixture.await(
                      vertx
                          .createHttpClient(stranger)
                          .request(
                              HttpMethod.GET, server.port(), "127.0.0.1", PeerProtocol.HEARTBEAT)
                          .compose(request -> request.send())))
          .isNotInstanceOf(TimeoutException.class);
    }
  }

  @Test
  void shouldRefuseCallersInClear() throws Exception {
    try (PeerServer server = serve(SHARED.trusting(SHARED.ca()))) {
      URI heartbeat = URI.create("http://127.0.0.1:" + server.port() + PeerProtocol.HEARTBEAT);
      HttpRequest request = HttpRequest.newBuilder(heartbeat).timeout(PeerFixture.PATIENCE).build();
      assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(HttpTimeoutException.class);
    }
  }

  @Test
  void shouldSendNothingInClear() throws Exception {
    // given
    PeerTls tls = SHARED.trusting(SHARED.ca());
    Queue<Buffer> wire = new ConcurrentLinkedQueue<>();
    try (PeerServer server =
            new PeerServer(
                tls,
                PeerFixture.handler(
                    PeerFixture.always(PeerFixture.found(Optional.of(Duration.ZERO)))));
        PeerClient client = new PeerClient(vertx, tls, 1)) {
      HostInfo proxy = proxy(server.port(), wire);

      // when
      JobAnswer answer = ask(client, proxy);

      // then
      assertThat(answer).isInstanceOf(JobAnswer.Found.class);
      String text =
          wire.stream()
              .map(bytes -> bytes.toString(StandardCharsets.ISO_8859_1))
              .collect(Collectors.joining());
      assertThat(text).hasSizeGreaterThan(1_000);
      Stream.of("HTTP/1.1", "ota-answer", "internal", SEED.key().jobId())
          .forEach(word -> assertThat(text).doesNotContain(word));
    }
  }

  /** Passes everything on to this port, and keeps it. */
  private HostInfo proxy(int port, Queue<Buffer> wire) throws Exception {
    // Kept by the server's handler: Vert.x closes a client that nobody refers to.
    NetClient outgoing = vertx.createNetClient();
    return new HostInfo(
        "127.0.0.1",
        PeerFixture.await(
                vertx
                    .createNetServer()
                    .connectHandler(
                        caller -> {
                          caller.pause();
                          outgoing
                              .connect(port, "127.0.0.1")
                              .onSuccess(
                                  listener -> {
                                    pass(caller, listener, wire);
                                    pass(listener, caller, wire);
                                    caller.resume();
                                  });
                        })
                    .listen(0, "127.0.0.1"))
            .actualPort());
  }

  private static void pass(NetSocket from, NetSocket to, Queue<Buffer> wire) {
    from.handler(
        bytes -> {
          wire.add(bytes);
          to.write(bytes);
        });
    from.closeHandler(closed -> to.close());
  }

  private void assertTalks(PeerTls listener, PeerTls caller) throws Exception {
    assertThat(talk(listener, caller)).isEqualTo(ABSENT);
  }

  private void assertRefused(PeerTls listener, PeerTls caller) throws Exception {
    assertThat(talk(listener, caller))
        .isInstanceOfSatisfying(
            JobAnswer.Unavailable.class,
            refused -> assertThat(refused.why()).doesNotContainIgnoringCase("timeout"));
  }

  private JobAnswer talk(PeerTls listener, PeerTls caller) throws Exception {
    try (PeerServer server = serve(listener);
        PeerClient client = new PeerClient(vertx, caller, 1)) {
      return ask(client, server.address());
    }
  }

  private static PeerServer serve(PeerTls tls) {
    return new PeerServer(tls, PeerFixture.handler(PeerFixture.always(ABSENT)));
  }

  private static JobAnswer ask(PeerClient client, HostInfo peer) throws Exception {
    return PeerFixture.await(
        new RemoteJobs(peer, client).find(SEED, Deadline.in(PeerFixture.PATIENCE)));
  }
}
