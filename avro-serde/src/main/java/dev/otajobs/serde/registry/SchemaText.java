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
 * Makes a schema of a registry's JSON, together with the schemas that it refers to. It does not
 * check names and default values, because the registry has accepted the schema and it is only read
 * from. It throws {@link SerializationException} if the JSON does not hold an Avro schema.
 */
final class SchemaText {

  private static final int MAX_REFERENCES = 100;

  /** Of one schema's text. OTA Jobs' own has 8,000. */
  private static final int MAX_CHARACTERS = 256 * 1024;

  private final Function<String, JsonNode> fetch;

  /**
   * Makes one that gets the schemas that are referred to from {@code fetch}, given their path, such
   * as {@code /subjects/NAME/versions/1}.
   */
  SchemaText(Function<String, JsonNode> fetch) {
    this.fetch = fetch;
  }

  /** The schema in {@code node}; {@code what} names it in messages. */
  Schema parse(String what, JsonNode node) {
    String type = node.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new SerializationException(what + " is a schema of type " + type + ", not Avro");
    }
    Schema.Parser parser = new Schema.Parser(NameValidator.NO_VALIDATION);
    parser.setValidateDefaults(false);
    try {
      addReferences(node, parser, new HashSet<>());
      return parser.parse(text(node));
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
      parser.parse(text(target));
    }
  }

  private static String text(JsonNode node) {
    String text = node.path("schema").asText();
    if (text.length() > MAX_CHARACTERS) {
      throw new SerializationException("a schema has more than " + MAX_CHARACTERS + " characters");
    }
    return text;
  }
}
