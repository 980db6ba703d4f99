package dev.otajobs.ingest;

import static java.util.stream.Collectors.toList;

import dev.otajobs.events.DownloadProtocol;
import dev.otajobs.events.JobType;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.events.OtaJobModified;
import dev.otajobs.events.OtaJobStarted;
import dev.otajobs.events.SelectionType;
import dev.otajobs.events.TargetSelection;
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
  static final String ACCOUNT = "100000000000001";

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

  /** A creation of a static upgrade batch for all devices, with these fields instead. */
  static OtaJobEvent created(@Nullable Object... namesAndValues) {
    return event(
        with(
            OtaJobCreated.newBuilder()
                .setJobType(JobType.UPGRADE_FIRMWARE)
                .setSelectionType(SelectionType.STATIC)
                .setTargetSelection(TargetSelection.ALL)
                .setProductKey("a1Gw7Rj5XkQ")
                .setFirmwareId("fw-1")
                .setName("gateway")
                .setDestVersion("2.4.0")
                .setDownloadProtocol(DownloadProtocol.HTTPS)
                .build(),
            namesAndValues));
  }

  /** A patch of these fields. */
  static OtaJobEvent modified(@Nullable Object... namesAndValues) {
    return event(with(OtaJobModified.newBuilder().setCleared(List.of()).build(), namesAndValues));
  }

  static OtaJobEvent started() {
    return event(new OtaJobStarted());
  }

  static OtaJobEvent event(SpecificRecord change) {
    return OtaJobEvent.newBuilder()
        .setEventId(UUID.fromString("018c0000-0000-7000-8000-000000000001"))
        .setJobId(JOB_ID)
        .setAccountId(ACCOUNT)
        .setOccurredAt(Instant.parse("2026-03-02T08:00:00Z"))
        .setSource("test")
        .setChange(change)
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
