package dev.otajobs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.Logged;
import dev.otajobs.config.TlsConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WatchedCertificateTest {

  private static final Duration POLL = Duration.ofMillis(5);

  private static TestCertificate first;
  private static TestCertificate second;

  private final Logged logged = new Logged();
  private final List<ServerCertificate> used = new CopyOnWriteArrayList<>();

  @TempDir Path directory;
  private TlsConfig files;

  @BeforeAll
  static void create() {
    first = TestCertificate.create("EC");
    second = TestCertificate.create("EC");
  }

  @BeforeEach
  void write() throws IOException {
    files = first.write(directory);
  }

  @Test
  void shouldUseAPairOnceBothFilesAreWritten() throws IOException {
    try (WatchedCertificate watched = watch()) {
      // when
      TestCertificate.replace(files.certificate(), second.certificatePem());

      // then
      await().until(() -> logged.messages().size() == 1);
      assertThat(logged.messages().get(0))
          .startsWith("WARN the certificate is kept as it was: ")
          .endsWith("does not fit the certificate in " + files.certificate());
      assertThat(watched.get()).asString().endsWith(serial(first));

      // when
      TestCertificate.replace(files.key(), second.keyPem());

      // then
      await().until(() -> logged.messages().size() == 2);
      assertThat(logged.messages().get(1))
          .isEqualTo(
              "INFO the certificate changed, certificate=CN=localhost serial=%s expires=%s"
                  .formatted(serial(second), second.expires()));
      assertThat(used).containsExactly(watched.get());
    }
  }

  @Test
  void shouldKeepThePairWhileAFileIsMissing() throws IOException {
    try (WatchedCertificate watched = watch()) {
      // when
      Files.delete(files.key());

      // then
      await().until(() -> logged.messages().size() == 1);
      assertThat(watched.get()).asString().endsWith(serial(first));
      assertThat(used).isEmpty();
    }
  }

  @Test
  void shouldTryAgainWhatItsUserCannotReplace() throws IOException {
    // given
    WatchedCertificate watched = WatchedCertificate.open(files, logged);
    try (watched) {
      watched.watch(
          next -> {
            throw new IllegalStateException("refused");
          },
          POLL);

      // when
      second.write(directory);

      // then
      String line = "WARN the certificate could not be taken into use; trying again";
      await().until(() -> Collections.frequency(logged.messages(), line) >= 2);
      assertThat(watched.get()).asString().endsWith(serial(first));
    }
  }

  @Test
  void shouldMeasureWhenItExpires() throws IOException {
    // given
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    try (WatchedCertificate watched = watch()) {
      watched.bindTo(metrics, "http");

      // then
      assertThat(metrics.get("ota.tls.certificate.expires").gauge().value())
          .isEqualTo(first.expires().getEpochSecond());
    }
  }

  @Test
  void shouldEndItsThreadWhenClosed() throws IOException {
    // given
    AtomicReference<Thread> thread = new AtomicReference<>();
    WatchedCertificate watched = WatchedCertificate.open(files, logged);
    try (watched) {
      watched.watch(next -> thread.set(Thread.currentThread()), POLL);
      second.write(directory);
      await().until(() -> thread.get() != null);
    }

    // then
    await().until(() -> !thread.get().isAlive());
  }

  private WatchedCertificate watch() {
    return WatchedCertificate.open(files, logged).watch(used::add, POLL);
  }

  private static String serial(TestCertificate certificate) {
    return certificate.serial().toString(16);
  }
}
