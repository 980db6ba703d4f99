package dev.otajobs.config;

import static dev.otajobs.config.ConfigSamples.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppConfigTest {

  private static final String LINES =
      """
      bootstrap.servers = broker:9092
      schema.registry.url = http://registry:8081
      state.dir = /data
      http.port = 8081
      topics.views = 网关
      """;

  @Test
  void shouldHaveDefaults() {
    // when
    AppConfig config = AppConfig.of(settings());

    // then
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    assertThat(config)
        .isEqualTo(
            new AppConfig(
                new KafkaConfig(
                    "localhost:9092",
                    "ota-jobs",
                    KafkaConfig.Guarantee.exactly_once_v2,
                    threads,
                    1,
                    Map.of()),
                new SerdeConfig(
                    "dev.otajobs.serde.AvroDeserializer",
                    "dev.otajobs.serde.AvroSerializer",
                    SerdeConfig.ViewFormat.json,
                    Map.of("schema.registry.url", "http://localhost:8081")),
                new TopicsConfig(
                    "ota-job-events",
                    "ota-job-events-dead-letters",
                    "ota-job-events-misplaced",
                    "ota-job-views",
                    "ota-packages",
                    false,
                    -1,
                    8),
                new StoreConfig(
                    Path.of("/var/lib/ota-jobs"), 201_326_592, 134_217_728, Optional.empty(), 0),
                new HttpConfig(
                    "127.0.0.1",
                    8080,
                    Optional.empty(),
                    1024,
                    512,
                    10_000,
                    Optional.empty(),
                    1_000,
                    true,
                    Duration.ofSeconds(10),
                    false),
                new AuthConfig(Optional.empty(), Set.of(), Optional.empty(), false),
                new QueryConfig(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(30),
                    IsolationLevel.READ_UNCOMMITTED,
                    33_554_432),
                Optional.empty()));
  }

  @Test
  void shouldReadEverySetting() {
    // when
    AppConfig config =
        AppConfig.of(
            settings(
                "bootstrap.servers", "b1:1,b2:2",
                "application.id", "app",
                "processing.guarantee", "at_least_once",
                "num.stream.threads", "3",
                "num.standby.replicas", "2",
                "kafka.security.protocol", "SSL",
                "events.value.deserializer", "d.D",
                "events.value.serializer", "s.S",
                "schema.registry.url", "http://r",
                "basic.auth.credentials.source", "USER_INFO",
                "max.retries", "4",
                "topics.events", "e",
                "topics.dead.letters", "d",
                "topics.misplaced", "m",
                "topics.views", "v",
                "views.format", "avro",
                "topics.packages", "p",
                "topics.replication.factor", "3",
                "topics.partitions", "64",
                "topics.trusted", "true",
                "state.dir", "/data",
                "store.memory.bytes", "16777216",
                "store.min.free.bytes", "9",
                "jobs.retention.ms", "2592000000",
                "jobs.history.changes", "50",
                "http.host", "0.0.0.0",
                "http.port", "0",
                "http.tls.certificate.file", "chain.pem",
                "http.tls.key.file", "key.pem",
                "http.max.concurrent", "7",
                "http.max.concurrent.per.account", "6",
                "http.max.connections", "8",
                "ops.listen", "[::1]:9090",
                "http.max.watches", "5",
                "metrics.kafka", "all",
                "console.enabled", "false",
                "http.request.timeout.ms", "900",
                "auth.accounts.file", "accounts.json",
                "auth.signed.hosts", "A.example, b",
                "auth.unsigned.account", "1000",
                "auth.unsigned.anywhere", "true",
                "query.deadline.ms", "300",
                "query.max.staleness.ms", "4000",
                "query.isolation.level", "read_committed",
                "query.overlay.max.bytes", "1048576",
                "peer.listen", "0.0.0.0:9080",
                "peer.advertised", "pod-0.ota:9081",
                "peer.tls.certificate.file", "peer.crt",
                "peer.tls.key.file", "peer.key",
                "peer.tls.ca.file", "ca.crt",
                "peer.allowed", "pod-*.ota:9081, b:1"));

    // then
    assertThat(config)
        .isEqualTo(
            new AppConfig(
                new KafkaConfig(
                    "b1:1,b2:2",
                    "app",
                    KafkaConfig.Guarantee.at_least_once,
                    3,
                    2,
                    Map.of("security.protocol", "SSL")),
                new SerdeConfig(
                    "d.D",
                    "s.S",
                    SerdeConfig.ViewFormat.avro,
                    Map.of(
                        "schema.registry.url", "http://r",
                        "basic.auth.credentials.source", "USER_INFO",
                        "max.retries", "4")),
                new TopicsConfig("e", "d", "m", "v", "p", true, 3, 64),
                new StoreConfig(
                    Path.of("/data"), 16_777_216, 9, Optional.of(Duration.ofDays(30)), 50),
                new HttpConfig(
                    "0.0.0.0",
                    0,
                    Optional.of(
                        new TlsConfig("http.tls.", Path.of("chain.pem"), Path.of("key.pem"))),
                    7,
                    6,
                    8,
                    Optional.of(new HostPort("::1", 9090)),
                    5,
                    false,
                    Duration.ofMillis(900),
                    true),
                new AuthConfig(
                    Optional.of(Path.of("accounts.json")),
                    Set.of("a.example", "b"),
                    Optional.of("1000"),
                    true),
                new QueryConfig(
                    Duration.ofMillis(300),
                    Duration.ofMillis(4_000),
                    IsolationLevel.READ_COMMITTED,
                    1_048_576),
                Optional.of(
                    new PeerConfig(
                        new HostPort("0.0.0.0", 9080),
                        new HostPort("pod-0.ota", 9081),
                        new TlsConfig("peer.tls.", Path.of("peer.crt"), Path.of("peer.key")),
                        Path.of("ca.crt"),
                        List.of(new PeerPattern("pod-*.ota:9081"), new PeerPattern("b:1"))))));
  }

  @Test
  void shouldLetTheEnvironmentOverrideTheFile(@TempDir Path directory) throws IOException {
    // given
    Path file = Files.writeString(directory.resolve("a.properties"), LINES.replace("网关", "v"));
    Map<String, String> environment =
        Map.of("OTA_JOBS_HTTP_PORT", "9", "PATH", "/bin", "OTA_JOBS_KAFKA_CLIENT_ID", "c");

    // when
    AppConfig config = AppConfig.load(file, environment);

    // then
    assertThat(config.http().port()).isEqualTo(9);
    assertThat(config.topics().views()).isEqualTo("v");
    assertThat(config.kafka().bootstrapServers()).isEqualTo("broker:9092");
    assertThat(config.kafka().clientSettings()).isEqualTo(Map.of("client.id", "c"));
  }

  @Test
  void shouldReadTheFileAsUtf8(@TempDir Path directory) throws IOException {
    // given
    Path file = Files.writeString(directory.resolve("a.properties"), LINES);

    // then
    assertThatThrownBy(() -> AppConfig.load(file, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("topics.views is '网关'");
  }

  @Test
  void shouldNameTheFileThatCannotBeRead(@TempDir Path directory) {
    // given
    Path file = directory.resolve("none.properties");

    // then
    assertThatThrownBy(() -> AppConfig.load(file, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(file.toString());
  }
}
