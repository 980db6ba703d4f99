package dev.otajobs.it;

import static dev.otajobs.it.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.otajobs.config.TlsConfig;
import dev.otajobs.http.TestCertificate;
import dev.otajobs.local.Ports;
import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Signer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What two instances protect together: nonces, quotas, and each other. */
class PeerProtectionIT {

  private static final String BEARER = "Bearer " + AccountsFixture.TOKEN;

  private static TestCertificate certificate = TestCertificate.create("EC");
  private static Path files;
  private static TestCluster cluster;
  private static Vertx vertx;

  @BeforeAll
  static void start() throws IOException {
    vertx = Vertx.vertx();
    files = RealStack.newDirectory("rolled");
    TlsConfig tls = certificate.write(files);
    cluster =
        TestCluster.start(
            Map.of(
                // A slow machine must not fail a query: the roll may.
                "query.deadline.ms",
                "20000",
                "auth.accounts.file",
                AccountsFixture.write().toString(),
                "peer.tls.certificate.file",
                tls.certificate().toString(),
                "peer.tls.key.file",
                tls.key().toString(),
                "auth.unsigned.account",
                ""));
    // The second one's start moves partitions; until they have settled, unknown jobs may be 503.
    for (TestService instance : List.of(cluster.first(), cluster.second())) {
      await()
          .atMost(TestService.PATIENCE)
          .until(
              () ->
                  instance.get(signed(AccountsFixture.KEY)).body().contains("iot.ota.JobNotFound"));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldRefuseACallThatTheOtherInstanceHasSeen() {
    double unsharedBefore = unshared();
    int taken = 0;
    for (int i = 0; i < 100; i++) {
      // given
      TestService first = i % 2 == 0 ? cluster.first() : cluster.second();
      TestService second = i % 2 == 0 ? cluster.second() : cluster.first();
      String call = signed(AccountsFixture.KEY);

      // then
      assertThat(first.get(call).body()).contains("iot.ota.JobNotFound");
      String replayed = second.get(call).body();
      assertThat(replayed).containsAnyOf("SignatureNonceUsed", "iot.ota.JobNotFound");
      taken += replayed.contains("SignatureNonceUsed") ? 0 : 1;
      assertThat(first.get(call).body()).contains("SignatureNonceUsed");
    }
    // On a busy machine an instance may not hear of the other one in time. It counts that.
    assertThat((double) taken).isLessThanOrEqualTo(unshared() - unsharedBefore);
    assertThat(taken).isLessThan(10);
  }

  private static double unshared() {
    String total = "ota_nonces_unshared_total";
    return cluster.first().metric(total) + cluster.second().metric(total);
  }

  @Test
  void shouldLetAnAccountHaveItsQuotaOnceAmongBoth() {
    // given
    long start = System.nanoTime();
    long[] admitted = new long[2];
    long[] counted = new long[2];

    // when
    Duration run = Duration.ofSeconds(6);
    Duration settled = Duration.ofSeconds(3);
    while (System.nanoTime() - start < run.toNanos()) {
      for (int i = 0; i < 2; i++) {
        TestService service = i == 0 ? cluster.first() : cluster.second();
        String body = service.get(signed(AccountsFixture.BURST_KEY)).body();
        if (!body.contains("Throttling.User")) {
          assertThat(body).contains("iot.ota.JobNotFound");
          admitted[i]++;
          counted[i] += System.nanoTime() - start > settled.toNanos() ? 1 : 0;
        }
      }
    }

    // then: the quota is 10 a second, the share of each 5; a slow machine makes fewer calls
    double seconds = run.minus(settled).toMillis() / 1000.0;
    assertThat((counted[0] + counted[1]) / seconds).isBetween(3.0, 14.0);
    assertThat(counted[0] / seconds).isBetween(1.5, 8.0);
    assertThat(counted[1] / seconds).isBetween(1.5, 8.0);
    assertThat(admitted[0] + admitted[1]).isLessThan(90);
  }

  @Test
  void shouldRefuseStrangersAtThePeersPort() throws Exception {
    // given
    TestCertificate stranger = TestCertificate.create("EC");

    // then
    for (TestService service : List.of(cluster.first(), cluster.second())) {
      assertThat(heartbeat(service, tls().setKeyCertOptions(pem(certificate)))).isEqualTo(200);
      assertRefused(service, tls());
      assertRefused(service, tls().setKeyCertOptions(pem(stranger)));
      assertRefused(service, new HttpClientOptions());
    }
  }

  @Test
  void shouldRollTheCertificateWithoutAFailedQuery() throws Exception {
    // given
    TestCertificate old = certificate;
    TestCertificate next = TestCertificate.create("EC");
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    Queue<String> failed = new ConcurrentLinkedQueue<>();
    Thread caller = new Thread(() -> query(done, asked, failed));
    caller.start();

    // when
    try {
      roll(old, next, asked);
    } finally {
      done.set(true);
      caller.join();
    }

    // then
    assertThat(failed).isEmpty();
    cluster.awaitReady();
  }

  /** Both are trusted, then the new one is proven, then only the new one is trusted. */
  private static void roll(TestCertificate old, TestCertificate next, AtomicInteger asked)
      throws IOException {
    awaitMore(asked);
    write(old, old.certificatePem() + next.certificatePem());
    awaitHeartbeat(next);
    awaitMore(asked);
    write(next, next.certificatePem() + old.certificatePem());
    awaitCertificate(next);
    awaitMore(asked);
    write(next, next.certificatePem());
    certificate = next;
    awaitRefused(old);
    awaitMore(asked);
  }

  private static void awaitMore(AtomicInteger asked) {
    int before = asked.get();
    await().atMost(PATIENCE).until(() -> asked.get() >= before + 20);
  }

  /** Asks both instances for jobs of all partitions: half of them are the other one's. */
  private static void query(AtomicBoolean done, AtomicInteger asked, Queue<String> failed) {
    for (int i = 0; !done.get(); i++) {
      TestService service = i % 2 == 0 ? cluster.first() : cluster.second();
      try {
        HttpResponse<String> reply = service.get("/v1/jobs/rolled-" + i, "Authorization", BEARER);
        if (reply.statusCode() != 404) {
          failed.add(reply.statusCode() + " " + reply.body());
        }
      } catch (AssertionError e) {
        failed.add(String.valueOf(e.getCause()));
      }
      asked.incrementAndGet();
    }
  }

  @Test
  void shouldNotAnswerPeersCallsAtThePublicPort() {
    assertThat(cluster.first().get("/internal/heartbeat").statusCode()).isNotEqualTo(200);
  }

  @Test
  void shouldNeverConnectToAMemberThatIsNotAllowed() {
    // when
    try (TestService third =
        new TestService(cluster.settings("localhost:" + Ports.free())).start()) {
      await().atMost(PATIENCE).until(() -> cluster.first().metric("ota_peers_known") == 2);
      await().atMost(PATIENCE).until(() -> third.metric("ota_peers_known") == 2);

      // then
      assertThat(cluster.first().metric("ota_peers_alive")).isEqualTo(1);
      assertThat(third.metric("ota_http_connections{listener=\"peer\"}")).isZero();
    }
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                cluster.first().metric("ota_peers_known") == 1
                    && cluster.second().metric("ota_peers_known") == 1);
    cluster.awaitReady();
  }

  /** The instances' own certificate, without a CA file: all that they trust is in this file. */
  private static void write(TestCertificate pair, String chain) throws IOException {
    new TestCertificate(pair.certificate(), chain, pair.keyPem()).write(files);
  }

  private static void awaitHeartbeat(TestCertificate caller) {
    HttpClientOptions options = tls().setKeyCertOptions(pem(caller));
    for (TestService service : List.of(cluster.first(), cluster.second())) {
      await().atMost(PATIENCE).ignoreExceptions().until(() -> heartbeat(service, options) == 200);
    }
  }

  private static void awaitRefused(TestCertificate caller) {
    HttpClientOptions options = tls().setKeyCertOptions(pem(caller));
    for (TestService service : List.of(cluster.first(), cluster.second())) {
      await().atMost(PATIENCE).untilAsserted(() -> assertRefused(service, options));
    }
  }

  /** The listener proves this certificate and no other. */
  private static void awaitCertificate(TestCertificate listener) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(true)
            .setVerifyHost(false)
            .setTrustOptions(
                new PemTrustOptions().addCertValue(Buffer.buffer(listener.certificatePem())))
            .setKeyCertOptions(pem(listener));
    for (TestService service : List.of(cluster.first(), cluster.second())) {
      await().atMost(PATIENCE).ignoreExceptions().until(() -> heartbeat(service, options) == 200);
    }
  }

  private static HttpClientOptions tls() {
    return new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false);
  }

  private static PemKeyCertOptions pem(TestCertificate pair) {
    return new PemKeyCertOptions()
        .addCertValue(Buffer.buffer(pair.certificatePem()))
        .addKeyValue(Buffer.buffer(pair.keyPem()));
  }

  /**
   * The connection ends without a reply; by which error depends on who is the first to close it.
   */
  private static void assertRefused(TestService service, HttpClientOptions options) {
    assertThatThrownBy(() -> heartbeat(service, options)).isNotInstanceOf(TimeoutException.class);
  }

  /** The status of a heartbeat over a new connection. */
  private static int heartbeat(TestService service, HttpClientOptions options) throws Exception {
    int port = service.config.peer().orElseThrow().listen().port();
    HttpClient client = vertx.createHttpClient(options);
    try {
      return client
          .request(HttpMethod.GET, port, "127.0.0.1", "/internal/heartbeat")
          .compose(HttpClientRequest::send)
          .map(HttpClientResponse::statusCode)
          .await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } finally {
      client.close().await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static String signed(String key) {
    Call call = new Call("GET").query("JobId", "nobody's").query("Format", "JSON");
    return new Signer(key, AccountsFixture.SECRET)
        .v1(call, "HMAC-SHA1", Signer.timestamp(Instant.now()), UUID.randomUUID().toString())
        .target();
  }
}
