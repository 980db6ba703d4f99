package dev.otajobs.config;

import static dev.otajobs.config.ConfigSamples.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSourcesTest {

  private static final String FILE = "org.apache.kafka.common.config.provider.FileConfigProvider";

  @TempDir private Path dir;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(dir.resolve("secrets"), "password=a-secret\nport=a-secret-port\n");
  }

  @Test
  void shouldTakeAValueFromAFile() {
    // when
    AppConfig config = with("kafka.ssl.key.password", "${f:" + file + ":password}");

    // then
    assertThat(config.kafka().clientSettings()).containsEntry("ssl.key.password", "a-secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${f:%s:missing}", "${g:%s:password}", "${f:/nowhere%s:password}"})
  void shouldRefuseWhatIsNotThere(String reference) {
    assertThatThrownBy(() -> with("kafka.ssl.key.password", reference.formatted(file)))
        .isInstanceOf(ConfigException.class)
        .hasMessageNotContaining("a-secret");
  }

  @Test
  void shouldNotShowWhatTheFileHas() {
    assertThatThrownBy(() -> with("http.port", "${f:" + file + ":port}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("http.port is '${f:" + file + ":port}', expected a whole number")
        .hasMessageNotContaining("a-secret-port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.lang.String", "dev.otajobs.Nothing", ""})
  void shouldRefuseAClassThatIsNoProvider(String type) {
    assertThatThrownBy(
            () -> AppConfig.of(settings("config.providers", "f", "config.providers.f.class", type)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("config.providers.f.class is '" + type + "'");
  }

  @Test
  void shouldRefuseSettingsOfNoProvider() {
    assertThatThrownBy(() -> AppConfig.of(settings("config.providers.f.class", FILE)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("config.providers.f.class is of no provider");
  }

  private static AppConfig with(String key, String value) {
    Map<String, String> all = new HashMap<>(settings(key, value));
    all.put("config.providers", "f");
    all.put("config.providers.f.class", FILE);
    return AppConfig.of(all);
  }
}
