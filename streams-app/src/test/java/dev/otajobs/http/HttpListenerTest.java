package dev.otajobs.http;

import static dev.otajobs.http.TestListener.call;
import static dev.otajobs.http.TestListener.reply;
import static dev.otajobs.http.TestListener.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.otajobs.config.ConfigException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpListenerTest {

  private static TestCertificate first;
  private static TestCertificate second;

  @TempDir Path directory;

  @BeforeAll
  static void create() {
    first = TestCertificate.create("EC");
    second = TestCertificate.create("RSA");
  }

  @Test
  void shouldServeOnEveryCore() throws Exception {
    // given
    Set<String> loops = ConcurrentHashMap.newKeySet();
    int cores = Runtime.getRuntime().availableProcessors();
    try (TestListener server =
        TestListener.of(
            100,
            Duration.ofSeconds(10),
            request -> {
              loops.add(Thread.currentThread().getName());
              request.response().end();
            })) {
      // when
      for (int i = 0; i < 4 * cores; i++) {
        try (Socket socket = server.connect()) {
          call(socket);
        }
      }

      // then
      assertThat(loops).hasSize(cores);
    }
  }

  @Test
  void shouldListenTwiceOnTheSameEventLoops() throws Exception {
    // given
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    try (HttpListener http = HttpListener.start(vertx, endpoint("http", 0), metrics, this::ok);
        HttpListener peers = HttpListener.start(vertx, endpoint("peers", 0), metrics, this::ok)) {
      // when
      http.close();

      // then
      try (Socket socket = new Socket("127.0.0.1", peers.port())) {
        assertThat(call(socket)).startsWith("HTTP/1.1 200");
      }
      assertThat(metrics.get("ota.http.connections").tag("listener", "peers").gauge().value())
          .isLessThanOrEqualTo(1);
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void shouldNameTheSettingsOfAPortThatIsTaken() throws Exception {
    // given
    Vertx vertx = Vertx.vertx();
    try (TestListener server = TestListener.of(10, Duration.ofSeconds(1), this::ok)) {
      Endpoint taken = endpoint("peers", server.port());

      // then
      assertThatThrownBy(
              () -> HttpListener.start(vertx, taken, new SimpleMeterRegistry(), this::ok))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("peers.host and peers.port: cannot listen on 127.0.0.1:");
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void shouldLetCallsUnderWayEndWhenClosed() throws Exception {
    // given
    Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    try (TestListener server = TestListener.of(10, Duration.ofSeconds(10), held::add);
        Socket socket = server.connect()) {
      send(socket, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      await().until(() -> held.size() == 1);

      // when
      CompletableFuture<Void> closed = CompletableFuture.runAsync(server.listener::close);
      await().until(() -> isRefused(server));
      held.remove().response().end();

      // then
      assertThat(reply(socket)).startsWith("HTTP/1.1 200");
      closed.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void shouldGiveUpCallsThatDoNotEnd() throws Exception {
    // given
    Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    List<Socket> sockets = new ArrayList<>();
    try (TestListener server = TestListener.of(100, Duration.ofSeconds(30), held::add)) {
      for (int i = 0; i < 8; i++) {
        Socket socket = server.connect();
        sockets.add(socket);
        send(socket, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      }
      await().until(() -> held.size() == 8);

      // when
      long start = System.nanoTime();
      server.listener.close();

      // then
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(7));
      for (Socket socket : sockets) {
        assertThat(TestListener.isClosed(socket)).isTrue();
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void shouldRefuseLinesAndHeadersThatAreTooLong() throws Exception {
    try (TestListener server = TestListener.of(100, Duration.ofSeconds(10), this::ok);
        Socket line = server.connect();
        Socket header = server.connect()) {
      // when
      send(line, "GET /" + "a".repeat(64 * 1024) + " HTTP/1.1\r\n\r\n");
      send(header, "GET / HTTP/1.1\r\nX: " + "a".repeat(16 * 1024) + "\r\n\r\n");

      // then
      assertThat(reply(line)).contains(" 414 ");
      assertThat(reply(header)).contains(" 431 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void shouldSpeakTls(String protocol) throws Exception {
    try (TestListener server = TestListener.of(read(first), this::ok);
        SSLSocket socket = connect(server, protocol)) {
      assertThat(call(socket)).startsWith("HTTP/1.1 200");
      assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
    }
  }

  @Test
  void shouldNotSpeakWithoutTlsOrItsOldVersions() throws Exception {
    try (TestListener server = TestListener.of(read(first), this::ok);
        Socket clear = server.connect()) {
      assertThatThrownBy(() -> call(clear)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> connect(server, "TLSv1.1").close()).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void shouldCloseAHandshakeThatDoesNotCome() throws Exception {
    try (TestListener server = TestListener.of(read(first), this::ok);
        Socket silent = server.connect()) {
      assertThat(TestListener.isClosed(silent)).isTrue();
    }
  }

  @Test
  void shouldCloseARequestThatDoesNotComeAfterTheHandshake() throws Exception {
    try (TestListener server = TestListener.of(read(first), this::ok);
        SSLSocket socket = connect(server, "TLSv1.3")) {
      send(socket, "GET / HTTP/1.1\r\n");
      assertThat(TestListener.isClosed(socket)).isTrue();
      assertThat(server.count("ota.http.requests.timed.out")).isEqualTo(1);
    }
  }

  @Test
  void shouldChangeTheCertificateOfEveryServerAndKeepConnections() throws Exception {
    try (TestListener server = TestListener.of(read(first), this::ok);
        SSLSocket before = connect(server, "TLSv1.3")) {
      // given
      assertThat(serial(before)).isEqualTo(first.serial());
      call(before);

      // when
      server.listener.use(read(second));

      // then
      Set<BigInteger> shown = new HashSet<>();
      for (int i = 0; i < 8 * Runtime.getRuntime().availableProcessors(); i++) {
        try (SSLSocket after = connect(server, "TLSv1.3")) {
          assertThat(call(after)).startsWith("HTTP/1.1 200");
          shown.add(serial(after));
        }
      }
      assertThat(shown).containsExactly(second.serial());
      assertThat(call(before)).startsWith("HTTP/1.1 200");
    }
  }

  private void ok(HttpServerRequest request) {
    request.response().end();
  }

  private static Endpoint endpoint(String name, int port) {
    return new Endpoint(
        name,
        name + ".host and " + name + ".port",
        "127.0.0.1",
        port,
        Optional.empty(),
        100,
        false,
        Duration.ofSeconds(10));
  }

  private ServerCertificate read(TestCertificate certificate) throws IOException {
    return new CertificateFiles(certificate.write(directory)).read();
  }

  private static boolean isRefused(TestListener server) {
    try (Socket socket = server.connect()) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static SSLSocket connect(TestListener server, String protocol) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            TestCertificate.trusting(first, second)
                .getSocketFactory()
                .createSocket("127.0.0.1", server.port());
    socket.setSoTimeout(10_000);
    socket.setEnabledProtocols(new String[] {protocol});
    socket.startHandshake();
    return socket;
  }

  private static BigInteger serial(SSLSocket socket) throws IOException {
    return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
  }
}
