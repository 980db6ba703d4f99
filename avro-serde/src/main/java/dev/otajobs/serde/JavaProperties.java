package dev.otajobs.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.avro.Schema;

/** What Avro's Java compiler adds to a schema for itself, and nobody else needs. */
final class JavaProperties {

  private static final List<String> NAMES =
      List.of("avro.java.string", "java-class", "java-key-class", "java-element-class");

  private JavaProperties() {}

  /** {@code schema} as it was before the compiler. */
  static Schema removed(Schema schema) {
    try {
      JsonNode json = new ObjectMapper().readTree(schema.toString());
      remove(json);
      return new Schema.Parser().parse(json.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a schema prints itself as JSON", e);
    }
  }

  private static void remove(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(NAMES);
    }
    node.forEach(JavaProperties::remove);
  }
}
