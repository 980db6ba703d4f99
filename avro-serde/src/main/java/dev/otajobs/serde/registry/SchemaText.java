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

  /** Of a schema's text and those that it refers to. OTA Jobs' own has 12,000. */
  private static final int MAX_CHARACTERS = 256 * 1024;

  /**
   * A schema, and how many characters it and those that it refers to have.
   *
   * @param characters 1 or more
   */
  record Parsed(Schema schema, int characters) {}

  /** Counts the characters of a schema with its references. */
  private static final class Total {
    private int characters;

    String add(JsonNode node) {
      String text = node.path("schema").asText();
      characters += text.length();
      if (characters > MAX_CHARACTERS) {
        throw new SerializationException(
            "a schema has more than "
                + MAX_CHARACTERS
                + " characters, with those that it refers to");
      }
      return text;
    }
  }

  private final Function<String, JsonNode> fetch;

  /**
   * Makes one that gets the schemas that are referred to from {@code fetch}, given their path, such
   * as {@code /subjects/NAME/versions/1}.
   */
  SchemaText(Function<String, JsonNode> fetch) {
    this.fetch = fetch;
  }

  /** The schema in {@code node}; {@code what} names it in messages. */
  Parsed parse(String what, JsonNode node) {
    String type = node.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new SerializationException(what + " is a schema of type " + type + ", not Avro");
    }
    Schema.Parser parser = new Schema.Parser(NameValidator.NO_VALIDATION);
    parser.setValidateDefaults(false);
    try {
      Total total = new Total();
      addReferences(node, parser, new HashSet<>(), total);
      Schema schema = parser.parse(total.add(node));
      return new Parsed(schema, Math.max(1, total.characters));
    } catch (AvroRuntimeException e) {
      throw new SerializationException(what + " is not a valid Avro schema: " + e.getMessage());
    } catch (StackOverflowError e) {
      throw new SerializationException(what + " is an Avro schema that is nested too deeply");
    }
  }

  private void addReferences(JsonNode node, Schema.Parser parser, Set<String> seen, Total total) {
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
      addReferences(target, parser, seen, total);
      parser.parse(total.add(target));
    }
  }
}
