package dev.otajobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that would open the service, or their secrets, to strangers. */
class SecretSettingsTest {

  private static final String PLAIN =
      "bootstrap.servers=b:1\nschema.registry.url=http://r\nstate.dir=/s\n";

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.ssl.keystore.password=x",
        "kafka.ssl.key.password=x",
        "kafka.ssl.keystore.key=x",
        "kafka.sasl.jaas.config=x",
        "kafka.sasl.oauthbearer.assertion.private.key.passphrase=x",
        "basic.auth.user.info=a:b",
        "bearer.auth.token=x",
        "schema.registry.url=https://user:pass@r",
        "schema.registry.url=https://:pass@r",
        "schema.registry.url=https://r,\\\n https://token@r"
      })
  void shouldRefuseASecretInAFileThatOthersCanRead(String line) throws IOException {
    Path file = write(PLAIN + line + "\n", "rw-r--r--");
    assertThatThrownBy(() -> AppConfig.load(file, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(line.substring(0, line.indexOf('=')))
        .hasMessageContaining("chmod 600")
        .hasMessageNotContaining("pass@");
  }

  @Test
  void shouldTakeASecretInAClosedFile() throws IOException {
    Path file = write(PLAIN + "kafka.ssl.keystore.password=x\n", "rw-------");
    assertThat(AppConfig.load(file, Map.of()).kafka().clientSettings())
        .containsEntry("ssl.keystore.password", "x");
  }

  @Test
  void shouldTakeAnOpenFileWithoutSecrets() throws IOException {
    Path file = write(PLAIN + "http.tls.certificate.file=c\nhttp.tls.key.file=k\n", "rw-r--r--");
    Map<String, String> environment = Map.of("OTA_JOBS_KAFKA_SSL_KEYSTORE_PASSWORD", "x");
    assertThat(AppConfig.load(file, environment).http().tls()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, false, true",
    "localhost, false, true",
    "::1, false, true",
    "0.0.0.0, false, false",
    "0.0.0.0, true, true",
    "192.0.2.1, false, false"
  })
  void shouldRefuseUnsignedCallsFromElsewhere(String host, boolean anywhere, boolean allowed)
      throws IOException {
    Path file =
        write(
            PLAIN
                + "auth.unsigned.account=1\nhttp.host=%s\nauth.unsigned.anywhere=%s\n"
                    .formatted(host, anywhere),
            "rw-r--r--");
    if (allowed) {
      assertThat(AppConfig.load(file, Map.of()).auth().unsignedAccount()).contains("1");
    } else {
      assertThatThrownBy(() -> AppConfig.load(file, Map.of()))
          .hasMessageContaining("auth.unsigned.account")
          .hasMessageContaining("auth.unsigned.anywhere=true");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ops.listen=127.0.0.1:8080, ops.listen has the port of another listener",
    "'auth.signed.hosts=,', auth.signed.hosts is",
    "'auth.signed.hosts=a,,b', auth.signed.hosts is",
    "auth.signed.hosts=http://a, auth.signed.hosts is",
    "auth.unsigned.anywhere=yes, expected true or false",
    "ops.listen=8081, expected host:port"
  })
  void shouldNameAWrongSetting(String line, String problem) throws IOException {
    Path file = write(PLAIN + line + "\n", "rw-r--r--");
    assertThatThrownBy(() -> AppConfig.load(file, Map.of())).hasMessageContaining(problem);
  }

  private Path write(String text, String mode) throws IOException {
    Path file = Files.writeString(dir.resolve("x.properties"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
