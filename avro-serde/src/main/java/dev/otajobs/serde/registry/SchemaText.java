package dev.otajobs.serde.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Makes a schema out of a registry's JSON, the schemas that it refers to included. Names and
 * defaults are not checked: the registry took the schema, and we only resolve from it. Anything
 * that is not an Avro schema is a {@link SerializationException}.
 */
final class SchemaText {

  private static final int MAX_REFERENCES = 100;

  private final Function<String, JsonNode> fetch;

  /** Fetches what is referred to by {@code fetch}, given a path such as {@code /subjects/…}. */
  SchemaText(Function<String, JsonNode> fetch) {
    this.fetch = fetch;
  }

  Schema parse(String what, JsonNode node) {
    String type = node.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new SerializationException(what + " is a schema of type " + type + ", not Avro");
    }
    Schema.Parser parser = new Schema.Parser(NameValidator.NO_VALIDATION);
    parser.setValidateDefaults(false);
    try {
      addReferences(node, parser, new HashSet<>());
      return parser.parse(node.path("schema").asText());
    } catch (AvroRuntimeException e) {
      throw new SerializationException(what + " is not a valid Avro schema: " + e.getMessage());
    } catch (StackOverflowError e) {
      throw new SerializationException(what + " is an Avro schema that is nested too deeply");
    }
  }

  private void addReferences(JsonNode node, Schema.Parser parser, Set<String> seen) {
    for (JsonNode reference : node.path("references")) {
      String path =
          RegistryPaths.version(
              reference.path("subject").asText(), reference.path("version").asText());
      if (!seen.add(path)) {
        continue;
      }
      if (seen.size() > MAX_REFERENCES) {
        throw new SerializationException("a schema refers to more than 100 others");
      }
      JsonNode target = fetch.apply(path);
      addReferences(target, parser, seen);
      parser.parse(target.path("schema").asText());
    }
  }
}
