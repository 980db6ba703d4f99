package dev.otajobs.letters;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.eventserde.EventTree;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
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

  /** The members of one letter; docs/contract.md explains them. */
  public ObjectNode of(Letter letter) {
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
      decoded(letter, value).ifPresent(event -> json.set("Event", event));
    }
    letter.omitted().ifPresent(lengths -> json.put("Omitted", lengths));
    return json;
  }

  private Optional<ObjectNode> decoded(Letter letter, byte[] value) {
    try {
      return Optional.of(EventTree.of(events.deserialize(topic, letter.headers(), value)));
    } catch (RuntimeException e) {
      // What it is about: most dead letters cannot be decoded.
      LOG.debug("a dead letter cannot be decoded, at={}", letter.place(), e);
      return Optional.empty();
    }
  }
}
