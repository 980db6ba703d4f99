package dev.otajobs.letters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.eventserde.EventTree;
import dev.otajobs.eventserde.RegistryOutage;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a dead letter to an operator: its value as an event if it can be decoded, and its first
 * bytes. May wait for the registry.
 *
 * @param events decodes values; its settings say for how long it may wait
 * @param topic of events
 */
public record LetterJson(Deserializer<OtaJobEvent> events, String topic) {

  private static final int SHOWN_BYTES = 1024;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
  private static final Logger LOG = LoggerFactory.getLogger(LetterJson.class);

  /** The letters, each with its members; docs/contract.md explains them. */
  public ArrayNode of(List<Letter> letters) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    boolean isOutage = false;
    for (Letter letter : letters) {
      ObjectNode json = members(letter);
      byte[] value = letter.value();
      // One that the registry does not answer for is enough: the caller waits.
      if (value != null && !isOutage) {
        try {
          json.set("Event", EventTree.of(events.deserialize(topic, letter.headers(), value)));
        } catch (RuntimeException e) {
          // What it is about: most dead letters cannot be decoded.
          LOG.debug("a dead letter cannot be decoded, at={}", letter.place(), e);
          isOutage = RegistryOutage.isIn(e);
        }
      }
      list.add(json);
    }
    return list;
  }

  private static ObjectNode members(Letter letter) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("At", letter.place());
    letter.keyText().ifPresent(key -> json.put("Key", key));
    json.put("Reason", letter.reason());
    json.put("Message", letter.message());
    json.put("RecordedAt", Instant.ofEpochMilli(letter.time().toEpochMilli()).toString());
    byte[] value = letter.value();
    if (value != null) {
      json.put("Bytes", value.length);
      json.put("Hex", HEX.formatHex(value, 0, Math.min(value.length, SHOWN_BYTES)));
    }
    letter.omitted().ifPresent(lengths -> json.put("Omitted", lengths));
    return json;
  }
}
