package dev.otajobs.serde;

import dev.otajobs.serde.registry.RegisteredSchema;
import dev.otajobs.serde.registry.SchemaRegistryClient;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.common.errors.SerializationException;

/** Finds the id to write with: registered now, found, or the subject's latest. */
final class WriterSchemaIds {

  private final SerdeConfig config;
  private final SchemaRegistryClient registry;

  WriterSchemaIds(SerdeConfig config, SchemaRegistryClient registry) {
    this.config = config;
    this.registry = registry;
  }

  int id(String subject, Schema schema) {
    if (config.useLatest()) {
      return latest(subject, schema);
    }
    Schema published = config.removeJavaProperties() ? JavaProperties.removed(schema) : schema;
    return config.autoRegister()
        ? registry.register(subject, published)
        : registry.lookup(subject, published);
  }

  private int latest(String subject, Schema schema) {
    RegisteredSchema latest = registry.latest(subject);
    // A generated class writes its own form only: under another form's id it would be unreadable.
    if (!binaryForm(latest.schema()).equals(binaryForm(schema))) {
      throw new SerializationException(
          "version %d, the latest of subject %s, differs from the %s that this program was built with;"
                  .formatted(latest.version(), subject, schema.getFullName())
              + " use.latest.version=false with auto.register.schemas=false finds the older version");
    }
    return latest.id();
  }

  private static String binaryForm(Schema schema) {
    return SchemaNormalization.toParsingForm(schema);
  }
}
