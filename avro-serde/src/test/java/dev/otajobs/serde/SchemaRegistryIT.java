package dev.otajobs.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.serde.registry.RegisteredSchema;
import dev.otajobs.serde.registry.RegistryConfig;
import dev.otajobs.serde.registry.SchemaRegistryClient;
import dev.otajobs.serde.registry.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** Against a real registry with Confluent's API. */
class SchemaRegistryIT {

  private final String topic = "jobs-" + UUID.randomUUID();
  private final Map<String, Object> settings = Serdes.settings(RegistryFixture.url());
  private final SchemaRegistryClient client = client();

  @Test
  void shouldRegisterWriteAndRead() {
    for (OtaJobEvent event : Events.all()) {
      // when
      byte[] bytes = Serdes.serializer(settings).serialize(topic, event);
      // then
      assertThat(Serdes.deserializer(settings).deserialize(topic, bytes)).isEqualTo(event);
    }
    assertThat(client.latest(topic + "-value").version()).isEqualTo(1);
  }

  @Test
  void shouldRegisterThePublishedSchema() {
    // when
    Serdes.serializer(settings).serialize(topic, Events.started());
    // then
    RegisteredSchema latest = client.latest(topic + "-value");
    assertThat(latest.schema().toString()).doesNotContain("avro.java.string");
    assertThat(client.schema(latest.id())).isEqualTo(latest.schema());
  }

  @Test
  void shouldOnlyFindSchemasWhenToldNotToRegister() {
    // given
    Map<String, Object> careful = new HashMap<>(settings);
    careful.put("auto.register.schemas", false);
    AvroSerializer<OtaJobEvent> serializer = Serdes.serializer(careful);
    // when
    assertThatThrownBy(() -> serializer.serialize(topic, Events.started()))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("cannot be found under subject " + topic + "-value");
    byte[] registered = Serdes.serializer(settings).serialize(topic, Events.started());
    // then
    assertThat(serializer.serialize(topic, Events.started())).isEqualTo(registered);
  }

  @Test
  void shouldUseTheLatestVersion() {
    // given
    Map<String, Object> lazy = new HashMap<>(settings);
    lazy.put("use.latest.version", true);
    byte[] registered = Serdes.serializer(settings).serialize(topic, Events.created());
    // when
    byte[] bytes = Serdes.serializer(lazy).serialize(topic, Events.created());
    // then
    assertThat(bytes).isEqualTo(registered);
  }

  @Test
  void shouldRefuseALatestVersionOfAnotherForm() {
    // given
    Map<String, Object> lazy = new HashMap<>(settings);
    lazy.put("use.latest.version", true);
    client.register(topic + "-value", Schema.create(Schema.Type.STRING));
    // when, then
    assertThatThrownBy(() -> Serdes.serializer(lazy).serialize(topic, Events.created()))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("version 1, the latest of subject " + topic + "-value, differs");
  }

  @Test
  void shouldRefuseAnUnknownIdAndAnotherType() {
    // given
    int id = client.register(topic + "-value", Schema.create(Schema.Type.STRING));
    AvroDeserializer<OtaJobEvent> deserializer = Serdes.deserializer(settings);
    // when, then
    assertThatThrownBy(() -> deserializer.deserialize(topic, frame(id)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("event is of type string");
    assertThatThrownBy(() -> deserializer.deserialize(topic, frame(Integer.MAX_VALUE)))
        .isInstanceOf(SerializationException.class)
        .hasMessage("schema id 2147483647 is unknown to the registry");
  }

  private static byte[] frame(int id) {
    return java.nio.ByteBuffer.allocate(6).put((byte) 0).putInt(id).array();
  }

  private SchemaRegistryClient client() {
    return new SchemaRegistryClient(RegistryConfig.from(new Settings(settings)));
  }
}
