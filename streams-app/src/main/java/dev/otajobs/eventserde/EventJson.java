package dev.otajobs.eventserde;

import com.fasterxml.jackson.databind.JsonNode;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.serde.CompiledModel;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads an event from friendly JSON: the schema's field names, times as text or as milliseconds, no
 * type names around nullable values, and the change under {@code created}, {@code started}, {@code
 * modified} or {@code finished}. Left out may be what the schema has a default for, and {@code
 * eventId}, {@code occurredAt} and {@code source}.
 */
public final class EventJson {

  private static final String CHANGE = "change";
  private static final String CHANGE_PREFIX = "OtaJob";

  private final SpecificData data = new CompiledModel(OtaJobEvent.class);

  /**
   * The event.
   *
   * @throws IllegalArgumentException with the field that is wrong
   */
  public OtaJobEvent read(JsonNode json) {
    return (OtaJobEvent) record(json, OtaJobEvent.getClassSchema(), "");
  }

  private SpecificRecord record(JsonNode json, Schema schema, String path) {
    if (!json.isObject()) {
      throw wrong(path, "must be an object");
    }
    Set<String> unknown = new HashSet<>();
    json.fieldNames().forEachRemaining(unknown::add);
    SpecificRecord record = (SpecificRecord) data.newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      String at = path.isEmpty() ? field.name() : path + "." + field.name();
      unknown.remove(field.name());
      record.put(field.pos(), fieldValue(json, field, at));
    }
    if (!unknown.isEmpty()) {
      throw wrong(path, "has no such fields: " + unknown);
    }
    return record;
  }

  // Avro takes null for the null branch of a union.
  @SuppressWarnings("NullAway")
  private Object fieldValue(JsonNode json, Schema.Field field, String at) {
    JsonNode value = json.get(field.name());
    if (value != null) {
      return field.name().equals(CHANGE) ? change(value) : value(value, field.schema(), at);
    }
    if (field.hasDefaultValue()) {
      return data.getDefaultValue(field);
    }
    return filledIn(field.name()).orElseThrow(() -> wrong(at, "is missing"));
  }

  private static Optional<Object> filledIn(String name) {
    return switch (name) {
      case "eventId" -> Optional.of(UUID.randomUUID());
      case "occurredAt" -> Optional.of(Instant.ofEpochMilli(System.currentTimeMillis()));
      case "source" -> Optional.of("ota-jobs produce");
      default -> Optional.empty();
    };
  }

  private Object change(JsonNode json) {
    if (json.isObject() && json.size() == 1) {
      String kind = json.fieldNames().next();
      for (Schema branch : OtaJobEvent.getClassSchema().getField(CHANGE).schema().getTypes()) {
        String name = branch.getName().substring(CHANGE_PREFIX.length()).toLowerCase(Locale.ROOT);
        if (name.equals(kind)) {
          return record(json.get(kind), branch, CHANGE + "." + kind);
        }
      }
    }
    throw wrong(CHANGE, "must be an object with one of created, started, modified, finished");
  }

  @SuppressWarnings("NullAway") // as above
  private Object value(JsonNode json, Schema schema, String at) {
    return switch (schema.getType()) {
      case UNION -> json.isNull() ? null : value(json, nonNull(schema), at);
      case STRING -> string(json, schema, at);
      case INT -> number(json, json.canConvertToInt(), at).intValue();
      case LONG -> longOrTime(json, schema, at);
      case BOOLEAN -> {
        if (!json.isBoolean()) {
          throw wrong(at, "must be true or false");
        }
        yield json.booleanValue();
      }
      case ENUM -> {
        if (!schema.getEnumSymbols().contains(json.asText())) {
          throw wrong(at, "must be one of " + schema.getEnumSymbols());
        }
        yield data.createEnum(json.asText(), schema);
      }
      case ARRAY -> list(json, schema, at);
      case RECORD -> record(json, schema, at);
      default -> throw new IllegalStateException("a field of type " + schema.getType());
    };
  }

  private static Object string(JsonNode json, Schema schema, String at) {
    if (!json.isTextual()) {
      throw wrong(at, "must be a text");
    }
    if (!(schema.getLogicalType() instanceof LogicalTypes.Uuid)) {
      return json.textValue();
    }
    try {
      return UUID.fromString(json.textValue());
    } catch (IllegalArgumentException e) {
      throw wrong(at, "must be a UUID");
    }
  }

  private static Object longOrTime(JsonNode json, Schema schema, String at) {
    if (!(schema.getLogicalType() instanceof LogicalTypes.TimestampMillis)) {
      return number(json, json.canConvertToLong(), at).longValue();
    }
    try {
      return json.isTextual()
          ? Instant.parse(json.textValue())
          : Instant.ofEpochMilli(number(json, json.canConvertToLong(), at).longValue());
    } catch (DateTimeException e) {
      throw wrong(at, "must be a time such as 2019-12-28T02:43:10.000Z, or milliseconds");
    }
  }

  private static Number number(JsonNode json, boolean fits, String at) {
    if (!json.isIntegralNumber() || !fits) {
      throw wrong(at, "must be a whole number");
    }
    return json.numberValue();
  }

  private Object list(JsonNode json, Schema schema, String at) {
    if (!json.isArray()) {
      throw wrong(at, "must be a list");
    }
    List<Object> items = new ArrayList<>();
    json.forEach(item -> items.add(value(item, schema.getElementType(), at)));
    return items;
  }

  private static Schema nonNull(Schema union) {
    return union.getTypes().stream()
        .filter(type -> type.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }

  private static IllegalArgumentException wrong(String at, String problem) {
    return new IllegalArgumentException((at.isEmpty() ? "the event" : at) + " " + problem);
  }
}
