package dev.otajobs.it;

import static dev.otajobs.it.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.local.Ports;
import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Signer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What two instances protect together: nonces, quotas, and each other. */
class PeerProtectionIT {

  private static TestCluster cluster;

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(AccountsFixture.settings());
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void shouldRefuseACallThatTheOtherInstanceHasSeen() {
    for (int i = 0; i < 100; i++) {
      // given
      TestService first = i % 2 == 0 ? cluster.first() : cluster.second();
      TestService second = i % 2 == 0 ? cluster.second() : cluster.first();
      String call = signed(AccountsFixture.KEY);

      // then
      assertThat(first.get(call).body()).contains("iot.ota.JobNotFound");
      HttpResponse<String> replayed = second.get(call);
      assertThat(replayed.statusCode()).isEqualTo(400);
      assertThat(replayed.body()).contains("SignatureNonceUsed");
      assertThat(first.get(call).body()).contains("SignatureNonceUsed");
    }
    assertThat(cluster.first().metric("ota_nonces_unshared_total")).isZero();
    assertThat(cluster.second().metric("ota_nonces_unshared_total")).isZero();
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

    // then: the quota is 10 a second, the share of each 5
    double seconds = run.minus(settled).toMillis() / 1000.0;
    assertThat((counted[0] + counted[1]) / seconds).isBetween(7.0, 14.0);
    assertThat(counted[0] / seconds).isBetween(3.5, 8.0);
    assertThat(counted[1] / seconds).isBetween(3.5, 8.0);
    assertThat(admitted[0] + admitted[1]).isLessThan(90);
  }

  @Test
  void shouldRefuseStrangersAtThePeersPort() throws Exception {
    int port = cluster.first().config.peer().orElseThrow().listen().port();
    for (String path :
        new String[] {"/internal/heartbeat", "/internal/jobs?key=a%2F1", "/", "/metrics"}) {
      assertThat(peer(port, path).statusCode()).isEqualTo(401);
      assertThat(peer(port, path).body()).isEqualTo("not a peer");
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

  private static HttpResponse<String> peer(int port, String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("ota-peer", "1:junk")
                .timeout(PATIENCE)
                .build(),
            BodyHandlers.ofString());
  }

  private static String signed(String key) {
    Call call = new Call("GET").query("JobId", "nobody's").query("Format", "JSON");
    return new Signer(key, AccountsFixture.SECRET)
        .v1(call, "HMAC-SHA1", Signer.timestamp(Instant.now()), UUID.randomUUID().toString())
        .target();
  }
}
