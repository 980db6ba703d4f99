package dev.otajobs.eventserde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.otajobs.events.OtaJobEvent;
import java.util.Collection;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Shows an event as the friendly JSON that {@link EventJson} reads, null values left out. */
public final class EventTree {

  private static final String CHANGE = "change";
  private static final String CHANGE_PREFIX = "OtaJob";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private EventTree() {}

  /** The event. */
  public static ObjectNode of(OtaJobEvent event) {
    return record(event);
  }

  private static ObjectNode record(SpecificRecord record) {
    ObjectNode json = JSON.objectNode();
    for (Schema.Field field : record.getSchema().getFields()) {
      @Nullable Object value = record.get(field.pos());
      if (value != null) {
        json.set(field.name(), field.name().equals(CHANGE) ? change(value) : value(value));
      }
    }
    return json;
  }

  /** The change under its kind. */
  private static JsonNode change(Object change) {
    String type = ((SpecificRecord) change).getSchema().getName();
    String kind = type.substring(CHANGE_PREFIX.length()).toLowerCase(Locale.ROOT);
    return JSON.objectNode().set(kind, value(change));
  }

  private static JsonNode value(Object value) {
    if (value instanceof SpecificRecord record) {
      return record(record);
    } else if (value instanceof Collection<?> items) {
      ArrayNode list = JSON.arrayNode();
      items.forEach(item -> list.add(value(item)));
      return list;
    } else if (value instanceof Integer number) {
      return JSON.numberNode(number);
    } else if (value instanceof Long number) {
      return JSON.numberNode(number);
    } else if (value instanceof Boolean flag) {
      return JSON.booleanNode(flag);
    }
    // Texts, enumerations, and times and UUIDs, whose text is what is read again.
    return JSON.textNode(value.toString());
  }
}
