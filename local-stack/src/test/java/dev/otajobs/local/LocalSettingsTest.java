package dev.otajobs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSettingsTest {
  @TempDir Path dir;

  @Test
  void shouldWriteWhatTheServiceReads() throws Exception {
    // given
    LocalSettings settings = settings();

    // when
    settings.writeServiceSettings("127.0.0.1:1", "http://127.0.0.1:2");

    // then
    Properties written = new Properties();
    try (Reader reader = Files.newBufferedReader(dir.resolve("ota-jobs.properties"))) {
      written.load(reader);
    }
    assertThat(written)
        .containsOnly(
            Map.entry("bootstrap.servers", "127.0.0.1:1"),
            Map.entry("schema.registry.url", "http://127.0.0.1:2"),
            Map.entry("http.host", "127.0.0.1"),
            Map.entry("http.port", "3"),
            Map.entry("state.dir", dir.resolve("state").toString()),
            Map.entry("auth.accounts.file", dir.resolve("accounts.json").toString()),
            Map.entry("auth.unsigned.account", "100000000000001"),
            Map.entry("jobs.history.changes", "100"));
  }

  @Test
  void shouldKeepTheAccountsThatSomebodyEdited() throws Exception {
    // given
    LocalSettings settings = settings();
    settings.writeServiceSettings("127.0.0.1:1", "http://127.0.0.1:2");
    Path accounts = dir.resolve("accounts.json");

    // then
    assertThat(accounts).content().contains("localAccessKeyId");
    assertThat(Files.getPosixFilePermissions(accounts))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));

    // when
    Files.writeString(accounts, "edited");
    settings.writeServiceSettings("127.0.0.1:1", "http://127.0.0.1:2");

    // then
    assertThat(accounts).hasContent("edited");
  }

  @Test
  void shouldSayWhichPortCannotBeUsed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> new LocalSettings(dir, 1, 2, port).requireFreePorts())
          .hasMessage(
              "Port %d, wanted by the service, is in use. Free it, or choose another: --http-port %d"
                  .formatted(port, port + 1_000));
    }
    assertThatThrownBy(() -> new LocalSettings(dir, 70_000, 2, 1).requireFreePorts())
        .hasMessage("--kafka-port 70000 is not a port number.");
    assertThatThrownBy(() -> new LocalSettings(dir, 1, 1, 2).requireFreePorts())
        .hasMessageContaining("must differ");
  }

  private LocalSettings settings() {
    return new LocalSettings(dir, 1, 2, 3);
  }
}
