package dev.otajobs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSettingsTest {
  @TempDir Path dir;

  @Test
  void shouldWriteWhatTheServiceReads() throws Exception {
    // given
    LocalSettings settings = LocalSettings.of(environment());

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
    LocalSettings settings = LocalSettings.of(environment());
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
  void shouldFindTheRepositoryFromItsClasses() {
    assertThat(LocalSettings.of(environment()).root().resolve("local-stack/pom.xml"))
        .isRegularFile();
  }

  @Test
  void shouldNameTheSettingThatIsWrong() {
    // given
    Map<String, String> bad = environment();
    bad.put("OTA_HTTP_PORT", "eighty");
    Map<String, String> missing = environment();
    missing.remove("OTA_KAFKA_PORT");

    // then
    assertThatThrownBy(() -> LocalSettings.of(bad))
        .hasMessage("OTA_HTTP_PORT=eighty is not a port.");
    assertThatThrownBy(() -> LocalSettings.of(missing)).hasMessageStartingWith("OTA_KAFKA_PORT");
  }

  private Map<String, String> environment() {
    return new HashMap<>(
        Map.of(
            "OTA_LOCAL_DIR", dir.toString(),
            "OTA_KAFKA_PORT", "1",
            "OTA_REGISTRY_PORT", "2",
            "OTA_HTTP_PORT", "3"));
  }
}
