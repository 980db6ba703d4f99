package dev.otajobs.ingest;

import static dev.otajobs.testkit.events.Events.creation;
import static dev.otajobs.testkit.events.Events.of;
import static java.util.stream.Collectors.toList;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.events.OtaJobModified;
import dev.otajobs.events.OtaJobStarted;
import dev.otajobs.serde.CompiledModel;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Events that keep every rule, to be bent one field at a time. */
public final class Events {

  static final String JOB_ID = "job-1";

  private static final CompiledModel MODEL = new CompiledModel(OtaJobEvent.class);

  private Events() {}

  /** The event as it would be folded. */
  public static Judgement.Accepted accept(OtaJobEvent event) {
    Judgement decision = EventReader.read(event.getJobId(), event);
    if (decision instanceof Judgement.Accepted accepted) {
      return accepted;
    }
    throw new AssertionError("not accepted: " + decision);
  }

  /** A creation with only the fields that it needs, with these fields instead. */
  static OtaJobEvent created(@Nullable Object... namesAndValues) {
    return event(with(creation(), namesAndValues));
  }

  /** A patch of these fields. */
  static OtaJobEvent modified(@Nullable Object... namesAndValues) {
    return event(with(OtaJobModified.newBuilder().setCleared(List.of()).build(), namesAndValues));
  }

  static OtaJobEvent started() {
    return event(new OtaJobStarted());
  }

  static OtaJobEvent event(SpecificRecord change) {
    return of(JOB_ID, change)
        .setEventId(UUID.fromString("018c0000-0000-7000-8000-000000000001"))
        .setOccurredAt(Instant.parse("2026-03-02T08:00:00Z"))
        .build();
  }

  /** Puts values by field name; an enumeration's value is given as its symbol. */
  static <R extends SpecificRecord> R with(R record, @Nullable Object... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Schema.Field field = record.getSchema().getField(String.valueOf(namesAndValues[i]));
      record.put(field.pos(), typed(namesAndValues[i + 1], field.schema()));
    }
    return record;
  }

  // Avro takes null for the null branch of a union.
  @SuppressWarnings("NullAway")
  private static Object typed(@Nullable Object value, Schema schema) {
    return switch (schema.getType()) {
      case UNION -> value == null ? null : typed(value, schema.getTypes().get(1));
      case ENUM -> MODEL.createEnum(String.valueOf(value), schema);
      case ARRAY ->
          ((List<?>) value)
              .stream().map(item -> typed(item, schema.getElementType())).collect(toList());
      default -> value;
    };
  }
}
