package dev.otajobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

  @ParameterizedTest
  @CsvSource({
    "OTA_JOBS_HTTP_PORT, http.port",
    "OTA_JOBS_KAFKA_PRODUCER_LINGER_MS, kafka.producer.linger.ms",
    "OTA_JOBS_STATE_DIR, state.dir"
  })
  void shouldNameSettings(String variable, String key) {
    assertThat(Environment.settings(Map.of(variable, "v"))).isEqualTo(Map.of(key, "v"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"OTA_JOBS_PORT", "OTA_JOBS_SERVICE_HOST", "OTA_JOBS_PORT_8080_TCP_ADDR"})
  void shouldPassOverTheServiceLinksOfKubernetes(String variable) {
    assertThat(Environment.settings(Map.of(variable, "tcp://10.0.0.1:8080"))).isEmpty();
  }

  @Test
  void shouldIgnoreOtherVariables() {
    assertThat(Environment.settings(Map.of("PATH", "/bin", "HTTP_PORT", "1", "XOTA_JOBS_A", "1")))
        .isEmpty();
  }
}
