package dev.otajobs.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Removes from a schema what Avro's compiler adds for Java only, such as {@code avro.java.string}.
 */
final class JavaProperties {

  private static final List<String> NAMES =
      List.of("avro.java.string", "java-class", "java-key-class", "java-element-class");

  private JavaProperties() {}

  /** {@code schema} without these properties, at any depth. */
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
