package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aliyun.iot20180120.models.QueryOTAJobResponseBody;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teautil.models.RuntimeOptions;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.HttpClientConfig;
import com.aliyuncs.http.HttpClientType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.iot.model.v20180120.QueryOTAJobRequest;
import com.aliyuncs.profile.DefaultProfile;
import dev.otajobs.config.ConfigException;
import dev.otajobs.config.TlsConfig;
import dev.otajobs.http.TestCertificate;
import dev.otajobs.testkit.events.Events;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service with a certificate of its own, which is rolled while it is asked. */
class TlsIT {

  private static final String JOB = "tls-HvKuBpuk3rdk6E92CP****0200";
  private static final String EXPIRES = "ota_tls_certificate_expires{listener=\"http\"}";
  private static final int ASKERS = 4;

  private static final TestCertificate FIRST = TestCertificate.create("EC");
  private static final TestCertificate SECOND = TestCertificate.create("RSA");
  private static final SSLContext TRUST = TestCertificate.trusting(FIRST, SECOND);

  private static Path directory;
  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    directory = RealStack.newDirectory("certificate");
    TlsConfig files = FIRST.write(directory);
    service =
        new TestService(
                Map.of(
                    "http.tls.certificate.file", files.certificate().toString(),
                    "http.tls.key.file", files.key().toString(),
                    "auth.accounts.file", AccountsFixture.write().toString(),
                    "auth.unsigned.account", ""),
                HttpClient.newBuilder().sslContext(TRUST).build())
            .startAndAwaitReady();
    service.write(Events.event(JOB, 0, Events.creation()));
    service.awaitFolded(1);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void shouldAnswerTheClassicSdk() throws Exception {
    // given
    HttpClientConfig options = HttpClientConfig.getDefault();
    options.setIgnoreSSLCerts(true);
    // Of the default type the SDK has one client in a JVM, with the trust of its first caller.
    options.setClientType(HttpClientType.Compatible);
    DefaultProfile profile =
        DefaultProfile.getProfile("cn-shanghai", AccountsFixture.KEY, AccountsFixture.SECRET);
    profile.setHttpClientConfig(options);
    QueryOTAJobRequest request = new QueryOTAJobRequest();
    request.setJobId(JOB);
    request.setSysEndpoint("127.0.0.1:" + service.port());
    request.setSysProtocol(ProtocolType.HTTPS);
    request.setSysAcceptFormat(FormatType.XML);

    // then
    assertThat(new DefaultAcsClient(profile).getAcsResponse(request).getData().getJobId())
        .isEqualTo(JOB);
  }

  @Test
  void shouldAnswerTheTeaSdk() throws Exception {
    // given
    Config config =
        new Config()
            .setAccessKeyId(AccountsFixture.KEY)
            .setAccessKeySecret(AccountsFixture.SECRET)
            .setEndpoint("127.0.0.1:" + service.port())
            .setProtocol("HTTPS");
    RuntimeOptions options = new RuntimeOptions();
    options.ignoreSSL = true;

    // when
    QueryOTAJobResponseBody body =
        new com.aliyun.iot20180120.Client(config)
            .queryOTAJobWithOptions(
                new com.aliyun.iot20180120.models.QueryOTAJobRequest().setJobId(JOB), options)
            .getBody();

    // then
    assertThat(body.getData().getJobId()).isEqualTo(JOB);
  }

  @Test
  void shouldNotStartWithAPairThatDoesNotFit() throws IOException {
    // given
    Path broken = RealStack.newDirectory("broken");
    TlsConfig files = FIRST.write(broken);
    Files.writeString(files.key(), SECOND.keyPem());

    // then
    try (TestService refused =
        new TestService(
            Map.of(
                "http.tls.certificate.file", files.certificate().toString(),
                "http.tls.key.file", files.key().toString()))) {
      assertThatThrownBy(refused::start)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("http.tls.key.file: " + files.key());
    }
  }

  /** Before or after the others: they do not care which certificate it is. */
  @Test
  void shouldChangeTheCertificateWithoutAFailedRequest() throws Exception {
    // given
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger kept = new AtomicInteger();
    AtomicInteger fresh = new AtomicInteger();
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    CompletableFuture<?>[] askers = new CompletableFuture<?>[ASKERS];
    HttpClient keepAlive = HttpClient.newBuilder().sslContext(TRUST).build();
    for (int i = 0; i < ASKERS; i++) {
      boolean keeps = i % 2 == 0;
      askers[i] =
          CompletableFuture.runAsync(
              () -> {
                while (!over.get()) {
                  ask(keeps ? keepAlive : HttpClient.newBuilder().sslContext(TRUST).build())
                      .ifPresentOrElse(failures::add, (keeps ? kept : fresh)::incrementAndGet);
                }
              });
    }
    awaitMore(kept, fresh);

    // when
    assertThat(serial()).isEqualTo(FIRST.serial());
    assertThat(service.metric(EXPIRES)).isEqualTo(FIRST.expires().getEpochSecond());
    long start = System.nanoTime();
    SECOND.write(directory);
    await().atMost(TestService.PATIENCE).until(() -> serial().equals(SECOND.serial()));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

    // then
    awaitMore(kept, fresh);
    over.set(true);
    CompletableFuture.allOf(askers).get(30, TimeUnit.SECONDS);
    assertThat(failures).isEmpty();
    assertThat(millis).as("%s kept and %s fresh calls", kept, fresh).isLessThan(60_000);
    assertThat(service.metric(EXPIRES)).isEqualTo(SECOND.expires().getEpochSecond());
  }

  private static void awaitMore(AtomicInteger kept, AtomicInteger fresh) {
    int keptBefore = kept.get();
    int freshBefore = fresh.get();
    await()
        .atMost(TestService.PATIENCE)
        .until(() -> kept.get() >= keptBefore + 100 && fresh.get() >= freshBefore + 20);
  }

  /** What went wrong, if anything did. */
  private static Optional<String> ask(HttpClient client) {
    try {
      HttpResponse<String> reply =
          client.send(
              HttpRequest.newBuilder(URI.create(service.address() + "/v1/jobs/" + JOB))
                  .header("Authorization", "Bearer " + AccountsFixture.TOKEN)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      // The account may ask 1000 times a second.
      return reply.statusCode() == 200 || reply.statusCode() == 429
          ? Optional.empty()
          : Optional.of(reply.statusCode() + " " + reply.body());
    } catch (IOException | InterruptedException e) {
      return Optional.of(e.toString());
    }
  }

  private static BigInteger serial() throws IOException {
    try (SSLSocket socket =
        (SSLSocket) TRUST.getSocketFactory().createSocket("127.0.0.1", service.port())) {
      socket.startHandshake();
      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return shown.getSerialNumber();
    }
  }
}
