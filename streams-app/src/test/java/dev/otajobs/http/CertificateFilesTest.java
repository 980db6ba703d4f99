package dev.otajobs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.config.ConfigException;
import dev.otajobs.config.TlsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFilesTest {

  private static final String NOT_A_KEY =
      "is not a private key of EC in PEM (PKCS#8, PKCS#1 or SEC 1, not encrypted)";
  private static final String SECRET = "hunter2hunter2";

  private static TestCertificate ec;
  private static TestCertificate otherEc;
  private static TestCertificate rsa;

  @TempDir Path directory;
  private TlsConfig files;

  @BeforeAll
  static void create() {
    ec = TestCertificate.create("EC");
    otherEc = TestCertificate.create("EC");
    rsa = TestCertificate.create("RSA");
  }

  @BeforeEach
  void write() throws IOException {
    files = ec.write(directory);
  }

  @Test
  void shouldReadAPairAndShowNothingOfTheKey() throws IOException {
    for (TestCertificate pair : new TestCertificate[] {ec, rsa}) {
      // given
      pair.write(directory);

      // when
      ServerCertificate read = new CertificateFiles(files).read();

      // then
      assertThat(read.expires()).isEqualTo(pair.expires());
      assertThat(read).hasToString("CN=localhost serial=" + pair.serial().toString(16));
    }
  }

  @Test
  void shouldTakeTheFirstCertificateOfAChain() throws IOException {
    // given
    Files.writeString(files.certificate(), ec.certificatePem() + rsa.certificatePem());

    // then
    assertThat(new CertificateFiles(files).read().expires()).isEqualTo(ec.expires());
  }

  @Test
  void shouldNameTheKeyAndTheFileThatIsMissing() throws IOException {
    // when
    Files.delete(files.key());

    // then
    assertProblem("http.tls.key.file: " + files.key() + " does not exist");

    // when
    Files.delete(files.certificate());

    // then
    assertProblem("http.tls.certificate.file: " + files.certificate() + " does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-rw----", "rw----r--", "rw--w----"})
  void shouldRefuseAKeyThatIsOpenToOthers(String mode) throws IOException {
    // given
    Files.setPosixFilePermissions(files.key(), PosixFilePermissions.fromString(mode));

    // then
    assertProblem(
        "http.tls.key.file: %1$s is open to others than its owner (%2$s): chmod 600 %1$s"
            .formatted(files.key(), mode));
  }

  @Test
  void shouldTakeACertificateThatAllCanRead() throws IOException {
    // given
    Files.setPosixFilePermissions(
        files.certificate(), PosixFilePermissions.fromString("rw-r--r--"));

    // then
    assertThat(new CertificateFiles(files).read().expires()).isEqualTo(ec.expires());
  }

  @Test
  void shouldRefuseAPairThatDoesNotFit() throws IOException {
    // given
    Files.writeString(files.key(), otherEc.keyPem());

    // then
    assertProblem(
        "http.tls.key.file: %s does not fit the certificate in %s"
            .formatted(files.key(), files.certificate()));
  }

  @Test
  void shouldRefuseAKeyOfAnotherAlgorithm() throws IOException {
    // given
    Files.writeString(files.key(), rsa.keyPem());

    // then
    assertProblem("http.tls.key.file: " + files.key() + " " + NOT_A_KEY);
  }

  @Test
  void shouldReadTheFormsOfKeysThatOpensslWrites() throws IOException {
    for (TestCertificate pair : List.of(ec, rsa)) {
      // given
      Files.writeString(files.certificate(), pair.certificatePem());
      Files.writeString(files.key(), pair.traditionalKeyPem());

      // then
      assertThat(files.key()).content().contains(" PRIVATE KEY-----");
      assertThat(new CertificateFiles(files).read().expires()).isEqualTo(pair.expires());
    }

    // given
    Files.writeString(files.certificate(), ec.certificatePem());
    Files.writeString(files.key(), otherEc.traditionalKeyPem());

    // then
    assertProblem(
        "http.tls.key.file: %s does not fit the certificate in %s"
            .formatted(files.key(), files.certificate()));
  }

  @Test
  void shouldRefuseACertificateThatIsNotPem() throws Exception {
    // given
    Files.write(files.certificate(), ec.certificate().getEncoded());

    // then
    assertProblem(
        "http.tls.certificate.file: %s has no X.509 certificate in PEM"
            .formatted(files.certificate()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", SECRET, "-----BEGIN CERTIFICATE-----\n" + SECRET})
  void shouldRefuseWhatIsNoChain(String text) throws IOException {
    // given
    Files.writeString(files.certificate(), text);

    // then
    assertThatThrownBy(() -> new CertificateFiles(files).read())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("http.tls.certificate.file: " + files.certificate())
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void shouldRefuseWhatIsNoKey() throws IOException {
    String encrypted = ec.keyPem().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    for (String text : new String[] {"", SECRET, ec.certificatePem(), encrypted}) {
      // given
      Files.writeString(files.key(), text);

      // then
      assertProblem("http.tls.key.file: " + files.key() + " " + NOT_A_KEY);
    }

    // given
    String junk = Base64.getEncoder().encodeToString(new byte[100]);
    Files.writeString(
        files.key(), "-----BEGIN PRIVATE KEY-----\n" + junk + "\n-----END PRIVATE KEY-----\n");

    // then
    assertProblem("http.tls.key.file: " + files.key() + " " + NOT_A_KEY);
  }

  @Test
  void shouldRefuseFilesThatAreTooLongOrDirectories() throws IOException {
    // given
    Files.writeString(files.certificate(), " ".repeat(1024 * 1024 + 1));

    // then
    assertProblem(
        "http.tls.certificate.file: %s is longer than 1048576 bytes"
            .formatted(files.certificate()));

    // given
    Files.delete(files.certificate());
    Files.createDirectory(files.certificate());

    // then
    assertProblem(
        "http.tls.certificate.file: %s cannot be read: IOException".formatted(files.certificate()));
  }

  private void assertProblem(String problem) {
    assertThatThrownBy(() -> new CertificateFiles(files).read())
        .isInstanceOf(ConfigException.class)
        .hasMessage("the settings cannot be used:\n  - " + problem)
        .hasNoCause();
  }
}
