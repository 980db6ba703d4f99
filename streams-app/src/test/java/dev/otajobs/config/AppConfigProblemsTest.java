package dev.otajobs.config;

import static dev.otajobs.config.ConfigSamples.problems;
import static dev.otajobs.config.ConfigSamples.settings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppConfigProblemsTest {

  @ParameterizedTest
  @CsvSource({
    "bootstrap.servers, ' '",
    "schema.registry.url, ''",
    "state.dir, ''",
    "processing.guarantee, exactly_once",
    "num.stream.threads, 0",
    "num.stream.threads, 257",
    "num.stream.threads, two",
    "num.standby.replicas, -1",
    "num.standby.replicas, 17",
    "topics.events, a b",
    "topics.events, ..",
    "topics.dead.letters, .",
    "topics.misplaced, a/b",
    "topics.views, 视图",
    "topics.replication.factor, -2",
    "topics.replication.factor, 32768",
    "topics.partitions, 0",
    "topics.partitions, 10001",
    "topics.partitions, 99999999999999999999",
    "views.format, xml",
    "jobs.retention.ms, -2",
    "jobs.retention.ms, 999",
    "store.memory.bytes, 16777215",
    "store.memory.bytes, 256MB",
    "http.port, -1",
    "http.port, 65536",
    "http.port, 80.0",
    "http.max.concurrent, 0",
    "http.max.concurrent, 100001",
    "http.max.connections, 0",
    "http.max.connections, 1000001",
    "http.request.timeout.ms, 99",
    "http.request.timeout.ms, 60001",
    "http.request.timeout.ms, 10s",
    "query.deadline.ms, 49",
    "query.deadline.ms, 60001",
    "query.max.staleness.ms, -1",
    "query.max.staleness.ms, 3600001",
    "auth.unsigned.account, a/b",
    "auth.unsigned.account, a b"
  })
  void shouldNameTheKeyOfABadValue(String key, String value) {
    assertThat(problems(settings(key, value)))
        .singleElement()
        .asString()
        .startsWith(key + " is ")
        .contains(value.isBlank() ? "missing" : "'" + value + "', expected ");
  }

  @ParameterizedTest
  @CsvSource({
    "num.stream.threads, 1",
    "num.stream.threads, 256",
    "num.standby.replicas, 0",
    "num.standby.replicas, 16",
    "topics.replication.factor, -1",
    "topics.replication.factor, 32767",
    "topics.partitions, 1",
    "topics.partitions, 10000",
    "store.memory.bytes, 16777216",
    "http.port, 0",
    "http.port, ' 65535 '",
    "http.max.concurrent, 1",
    "http.max.concurrent, 100000",
    "http.max.connections, 1",
    "http.max.connections, 1000000",
    "http.request.timeout.ms, 100",
    "http.request.timeout.ms, 60000",
    "query.deadline.ms, 50",
    "query.deadline.ms, 60000",
    "query.max.staleness.ms, 0",
    "query.max.staleness.ms, 3600000",
    "auth.unsigned.account, aZ_9-"
  })
  void shouldAcceptBound(String key, String value) {
    assertThat(problems(settings(key, value))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "topics.events",
    "topics.dead.letters",
    "topics.misplaced",
    "topics.views",
    "topics.packages"
  })
  void shouldBoundNamesOfTopics(String key) {
    assertThat(problems(settings(key, "t".repeat(249)))).isEmpty();
    assertThat(problems(settings(key, "t".repeat(250)))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "http.tls.certificate.file, http.tls.key.file",
    "http.tls.key.file, http.tls.certificate.file"
  })
  void shouldRefuseHalfACertificate(String given, String missing) {
    assertThat(problems(settings(given, "file.pem")))
        .containsExactly(missing + " is missing: " + given + " needs it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth.accounts.file", "http.tls.certificate.file", "http.tls.key.file"})
  void shouldRefuseWhatIsNoPath(String key) {
    assertThat(problems(settings(key, "a\u0000b")))
        .anySatisfy(problem -> assertThat(problem).startsWith(key + " is no path: "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"htp.port", "http.prt", "bootstrap.server", "OTA_JOBS_HTTP_PORT", "x"})
  void shouldRefuseUnknownKey(String key) {
    assertThat(problems(settings(key, "1")))
        .singleElement()
        .asString()
        .startsWith(key + " is not a setting of OTA Jobs");
  }

  @Test
  void shouldReportAllProblemsAtOnce() {
    // given
    Map<String, String> values =
        Map.of("http.port", "x", "topics.partitions", "0", "kafka.acsk", "all", "typo", "1");

    // when
    List<String> problems = problems(values);

    // then
    assertThat(problems)
        .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
        .containsExactlyInAnyOrder(
            "bootstrap.servers",
            "schema.registry.url",
            "state.dir",
            "http.port",
            "topics.partitions",
            "kafka.acsk",
            "typo");
  }
}
