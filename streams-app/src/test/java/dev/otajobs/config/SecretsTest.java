package dev.otajobs.config;

import static dev.otajobs.config.ConfigSamples.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {

  private static final String SECRET = "hunter2";

  private static final Map<String, String> WITH_SECRETS =
      settings(
          "kafka.sasl.jaas.config", "password=" + SECRET,
          "kafka.ssl.key.password", SECRET,
          "kafka.producer.ssl.keystore.password", SECRET,
          "schema.registry.url", "http://user:" + SECRET + "@registry",
          "schema.registry.ssl.truststore.password", SECRET,
          "basic.auth.user.info", "user:" + SECRET,
          "bearer.auth.token", SECRET);

  @Test
  void shouldNotBeShownByAnyRecord() {
    // given
    AppConfig config = AppConfig.of(WITH_SECRETS);

    // then
    assertThat(config.kafka().clientSettings().toString()).contains(SECRET);
    assertThat(config.serde().settings().toString()).contains(SECRET);
    assertThat(config.toString()).doesNotContain(SECRET).contains("localhost:9092");
  }

  @Test
  void shouldNotBeShownByProblems() {
    // given
    Map<String, String> values = settings("http.port", "x", "kafka.sasl.password", SECRET);
    values.putAll(WITH_SECRETS);
    values.put("basic.auth", SECRET);

    // when
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> AppConfig.of(values));

    // then
    assertThat(refused)
        .hasMessageContaining("kafka.sasl.password ")
        .hasMessageContaining("basic.auth ")
        .hasMessageNotContaining(SECRET);
  }
}
