package dev.otajobs.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroSerdeConfigTest {

  private static final String URL = "schema.registry.url";

  @Test
  void shouldHaveConfluentsDefaults() {
    // when
    AvroSerdeConfig config = AvroSerdeConfig.from(Map.of(URL, "http://a:8081/"), false);
    // then
    assertThat(config.autoRegister()).isTrue();
    assertThat(config.useLatest()).isFalse();
    assertThat(config.naming()).isEqualTo(SubjectNaming.TOPIC);
    assertThat(config.registry().retries().max()).isEqualTo(3);
    assertThat(config.registry().normalize()).isFalse();
    assertThat(config.registry().tls()).isEmpty();
    assertThat(config.registry().endpoints()).hasToString("[http://a:8081]");
  }

  @Test
  void shouldReadEverySetting() {
    // given
    Map<String, Object> settings = new HashMap<>();
    settings.put(URL, List.of("http://a:8081/apis/ccompat/v7/", " https://b "));
    settings.put("bootstrap.servers", "ignored:9092");
    settings.put("auto.register.schemas", "FALSE");
    settings.put("use.latest.version", true);
    settings.put("normalize.schemas", "true");
    settings.put("avro.remove.java.properties", "false");
    settings.put(
        "key.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy");
    settings.put("specific.avro.key.type", "some.Type");
    settings.put("max.retries", "5");
    settings.put("retries.wait.ms", 10);
    settings.put("retries.max.wait.ms", 20L);
    settings.put("http.connect.timeout.ms", "1");
    settings.put("schema.registry.http.connect.timeout.ms", "300");
    settings.put("http.read.timeout.ms", 400);
    settings.put("missing.id.cache.ttl.sec", 7);
    settings.put("missing.cache.size", 8);
    settings.put("missing.id.wait.ms", 9);
    // when
    AvroSerdeConfig config = AvroSerdeConfig.from(settings, true);
    // then
    assertThat(config.toString())
        .contains("[http://a:8081/apis/ccompat/v7, https://b]")
        .contains("connectTimeout=PT0.3S, readTimeout=PT0.4S")
        .contains("Retries[max=5, firstWait=PT0.01S, maxWait=PT0.02S], normalize=true")
        .contains("missingWait=PT0.009S, missingTtl=PT7S, missingSize=8")
        .contains("isKey=true, autoRegister=false, useLatest=true, removeJavaProperties=false")
        .contains("naming=RECORD, readerClass=Optional[some.Type]");
  }

  @ParameterizedTest
  @CsvSource({
    "TopicNameStrategy, jobs-value",
    "io.confluent.kafka.serializers.subject.TopicNameStrategy, jobs-value",
    "RecordNameStrategy, a.B",
    "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy, jobs-a.B",
  })
  void shouldNameSubjectsAsConfluentDoes(String strategy, String subject) {
    // when
    AvroSerdeConfig config =
        AvroSerdeConfig.from(
            Map.of(URL, "http://a", "value.subject.name.strategy", strategy), false);
    // then
    assertThat(config.naming().subject("jobs", false, "a.B")).isEqualTo(subject);
  }

  @ParameterizedTest
  @CsvSource({
    "schema.registry.url, ftp://a,",
    "schema.registry.url, 'http://u:hushhush@',",
    "schema.registry.url, mock://scope,",
    "auto.register.schemas, maybe,",
    "specific.avro.reader, false,",
    "value.subject.name.strategy, com.example.Mine,",
    "max.retries, -1,",
    "max.retries, many,",
    "http.read.timeout.ms, 0,",
    "basic.auth.credentials.source, SASL_INHERIT,",
    "basic.auth.credentials.source, USER_INFO, basic.auth.user.info",
    "bearer.auth.credentials.source, OAUTHBEARER,",
    "bearer.auth.credentials.source, STATIC_TOKEN, bearer.auth.token",
    "schema.registry.ssl.truststore.location, /no/such/file,",
    "schema.registry.ssl.endpoint.identification.algorithm, '',",
  })
  void shouldNameTheSettingThatIsWrong(String key, String value, @Nullable String named) {
    // given
    Map<String, Object> settings = new HashMap<>(Map.of(URL, "http://a"));
    settings.put(key, value);
    // when, then
    assertThatThrownBy(() -> AvroSerdeConfig.from(settings, false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(named == null ? key : named)
        .hasMessageNotContaining("hushhush");
  }

  @Test
  void shouldPreferTheNameWithConfluentsPrefix() {
    // given
    Map<String, Object> settings = new HashMap<>(Map.of(URL, "http://a"));
    settings.put("max.retries", "many");
    settings.put("schema.registry.max.retries", 7);
    settings.put("use.latest.version", "true");
    settings.put("schema.registry.use.latest.version", " ");
    // when
    AvroSerdeConfig config = AvroSerdeConfig.from(settings, false);
    // then
    assertThat(config.registry().retries().max()).isEqualTo(7);
    assertThat(config.useLatest()).isFalse();
  }

  @Test
  void shouldReportEveryProblemAtOnce() {
    // given
    Map<String, Object> settings = new HashMap<>();
    settings.put("max.retries", "x");
    settings.put("retries.wait.ms", 60_001);
    settings.put("bearer.auth.credentials.source", "STATIC_TOKEN");
    settings.put("schema.registry.ssl.truststore.location", "/no/such/file");
    settings.put("specific.avro.reader", false);
    // when, then
    assertThatThrownBy(() -> AvroSerdeConfig.from(settings, false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url must name at least one registry")
        .hasMessageContaining("Invalid value x for configuration max.retries: Not a number")
        .hasMessageContaining("; valid values: [0,...,100]")
        .hasMessageContaining("retries.wait.ms: Value must be no more than 60000")
        .hasMessageContaining("bearer.auth.token must be set")
        .hasMessageContaining("schema.registry.ssl.truststore.location cannot be used")
        .hasMessageContaining("specific.avro.reader: only classes that Avro generated are read");
  }

  @ParameterizedTest
  @CsvSource({
    "schema.registry.url, http://me:hushhush@a:port",
    "schema.registry.url, 'http://me:hush hush@a'",
    "basic.auth.user.info, 'me:hush\u0001hush'",
    "schema.registry.basic.auth.user.info, 'me:hush\u0001hush'",
    "bearer.auth.token, 'hush\u0001hush'",
    "schema.registry.ssl.keystore.key, hush",
  })
  void shouldNotNameASecretInAProblem(String key, String value) {
    // given
    Map<String, Object> settings = new HashMap<>(Map.of(URL, "http://a"));
    settings.put("basic.auth.credentials.source", key.contains("user") ? "USER_INFO" : "URL");
    settings.put(key, value);
    if (key.contains("token")) {
      settings.put("bearer.auth.credentials.source", "STATIC_TOKEN");
    }
    // when, then
    assertThatThrownBy(() -> AvroSerdeConfig.from(settings, false))
        .isInstanceOf(ConfigException.class)
        .hasMessageNotContaining("hush");
  }

  @Test
  void shouldNeverPrintCredentials() {
    // given
    Map<String, Object> user =
        Map.of(
            URL,
            "http://me:hushhush@a",
            "basic.auth.credentials.source",
            "USER_INFO",
            "basic.auth.user.info",
            new Password("me:hushhush"));
    Map<String, Object> bearer =
        Map.of(
            URL,
            "http://a",
            "bearer.auth.credentials.source",
            "STATIC_TOKEN",
            "bearer.auth.token",
            "hushhush");
    // when, then
    assertThat(AvroSerdeConfig.from(user, false).toString()).doesNotContain("hush", "me:");
    assertThat(AvroSerdeConfig.from(bearer, false).toString()).doesNotContain("hush");
  }
}
