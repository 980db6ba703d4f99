package dev.otajobs.ops;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.otajobs.projection.RestoreProgress;
import dev.otajobs.topics.HeldBack;
import dev.otajobs.topics.OpenTransactions;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.apache.kafka.streams.KafkaStreams;

/** What this instance holds and how far it is, for people and their scripts: {@code /status}. */
public final class Status {

  private static final JsonFactory JSON = new JsonFactory();
  private static final JsonMapper MAPPER = new JsonMapper();

  private final KafkaStreams streams;
  private final Readiness readiness;
  private final RestoreProgress restore;
  private final Copies copies;

  /**
   * What is known of this instance's copies, by partition.
   *
   * @param partitions how many the service has
   * @param owns whether this instance owns one
   * @param keeps whether it keeps a standby of it
   * @param ownedAge how old the owner's copy may be
   * @param standbyAge how old the standby's copy may be; empty if that is not known
   * @param heldBack what open transactions hold back of one that it owns
   * @param heldBackBy whose transactions these are, as far as the brokers tell
   */
  public record Copies(
      int partitions,
      IntPredicate owns,
      IntPredicate keeps,
      IntFunction<Optional<Duration>> ownedAge,
      IntFunction<Optional<Duration>> standbyAge,
      IntFunction<Optional<HeldBack>> heldBack,
      IntFunction<List<OpenTransactions.Producer>> heldBackBy) {}

  public Status(KafkaStreams streams, Readiness readiness, RestoreProgress restore, Copies copies) {
    this.streams = streams;
    this.readiness = readiness;
    this.restore = restore;
    this.copies = copies;
  }

  /**
   * The same for the other instances.
   *
   * @param recent what this one did lately
   */
  public String report(Recent recent) {
    try {
      ObjectNode json = (ObjectNode) MAPPER.readTree(json());
      json.set("recent", recent.json());
      return json.toString();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One JSON object; {@code docs/operations.md} explains its members. */
  public String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      out.writeStartObject();
      out.writeStringField("state", streams.state().name());
      Health ready = readiness.check();
      out.writeBooleanField("ready", ready instanceof Health.Up);
      if (ready instanceof Health.Down down) {
        out.writeStringField("why", down.why());
      }
      writeRestoring(out);
      writeCopies(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  private void writeRestoring(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("restoring");
    for (Map.Entry<Integer, RestoreProgress.Restoring> one : restore.restoring().entrySet()) {
      out.writeStartObject();
      out.writeNumberField("partition", one.getKey());
      out.writeNumberField("restored", one.getValue().restored());
      out.writeNumberField("records", one.getValue().total());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void writeCopies(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("partitions");
    for (int partition = 0; partition < copies.partitions(); partition++) {
      if (copies.owns().test(partition)) {
        begin(out, partition, "owner", copies.ownedAge().apply(partition));
        writeHeldBack(out, partition);
        out.writeEndObject();
      } else if (copies.keeps().test(partition)) {
        begin(out, partition, "standby", copies.standbyAge().apply(partition));
        out.writeEndObject();
      }
    }
    out.writeEndArray();
  }

  private static void begin(JsonGenerator out, int partition, String role, Optional<Duration> age)
      throws IOException {
    out.writeStartObject();
    out.writeNumberField("partition", partition);
    out.writeStringField("role", role);
    if (age.isPresent()) {
      out.writeNumberField("ageMs", age.get().toMillis());
    }
  }

  private void writeHeldBack(JsonGenerator out, int partition) throws IOException {
    Optional<HeldBack> held = copies.heldBack().apply(partition);
    if (held.isEmpty()) {
      return;
    }
    out.writeNumberField("heldBackRecords", held.get().records());
    out.writeNumberField("heldBackMs", held.get().time().toMillis());
    out.writeArrayFieldStart("heldBackBy");
    for (OpenTransactions.Producer producer : copies.heldBackBy().apply(partition)) {
      out.writeStartObject();
      out.writeNumberField("producerId", producer.id());
      if (producer.transactionalId().isPresent()) {
        out.writeStringField("transactionalId", producer.transactionalId().get());
      }
      out.writeStringField("lastWrite", producer.lastWrite().toString());
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
