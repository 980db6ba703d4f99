package dev.otajobs.config;

import static dev.otajobs.config.ConfigSamples.problems;
import static dev.otajobs.config.ConfigSamples.settings;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaConfigTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.jaas.config",
        "linger.ms",
        "fetch.max.bytes",
        "default.api.timeout.ms",
        "commit.interval.ms",
        "producer.linger.ms",
        "consumer.max.poll.records",
        "main.consumer.max.poll.interval.ms",
        "restore.consumer.fetch.max.bytes",
        "admin.retries",
        "topic.min.insync.replicas"
      })
  void shouldPassOn(String name) {
    assertThat(AppConfig.of(settings("kafka." + name, "5")).kafka().clientSettings())
        .containsOnlyKeys(name)
        .containsEntry(name, "5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"linger", "producer.lingerms", "acsk", "main.linger.ms", "", "producer."})
  void shouldRefuseWhatKafkaDoesNotKnow(String name) {
    assertThat(problems(settings("kafka." + name, "5")))
        .containsExactly("kafka." + name + " is not a setting of Kafka's clients or Streams");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bootstrap.servers",
        "application.id",
        "processing.guarantee",
        "num.stream.threads",
        "num.standby.replicas",
        "state.dir"
      })
  void shouldRefuseWhatHasAKeyOfItsOwn(String name) {
    assertThat(problems(settings("kafka." + name, "5")))
        .containsExactly("kafka." + name + " is set with " + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "producer.acks",
        "consumer.isolation.level",
        "application.server",
        "processing.exception.handler",
        "group.protocol"
      })
  void shouldRefuseWhatAnswersRestOn(String name) {
    assertThat(problems(settings("kafka." + name, "5")))
        .containsExactly("kafka." + name + " must not be changed: what is answered rests on it");
  }

  @Test
  void shouldRefuseItBehindAClientPrefixToo() {
    assertThat(problems(settings("kafka.consumer.bootstrap.servers", "other:9092")))
        .containsExactly("kafka.consumer.bootstrap.servers is set with bootstrap.servers");
  }
}
