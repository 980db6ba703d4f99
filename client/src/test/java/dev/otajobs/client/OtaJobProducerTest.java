package dev.otajobs.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtaJobProducerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acks",
        "enable.idempotence",
        "partitioner.class",
        "partitioner.ignore.keys",
        "transactional.id",
        "value.serializer"
      })
  void shouldRefuseWhatWouldTakeItsPromisesAway(String key) {
    assertThatThrownBy(
            () ->
                OtaJobProducer.open(
                    Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:9",
                        "schema.registry.url",
                        "http://127.0.0.1:9",
                        key,
                        "x")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key + " is set by OtaJobProducer");
  }
}
