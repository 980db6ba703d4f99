package dev.otajobs.ingest;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.otajobs.events.ClearableField;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaJobModified;
import dev.otajobs.events.OtaTag;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import dev.otajobs.job.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Reads a change's fields by the names that {@link JobField} gives them. */
final class EventFields {

  /** What a patch can clear: JOB_DESC clears the field whose event name is jobDesc. */
  static final Map<ClearableField, JobField> CLEARABLE =
      Arrays.stream(JobField.values())
          .filter(field -> field.eventName().flatMap(EventFields::clearable).isPresent())
          .collect(
              toUnmodifiableMap(
                  field -> field.eventName().flatMap(EventFields::clearable).orElseThrow(),
                  Function.identity()));

  /** Where a record has the field: looked up once, not for every event. */
  private record Place(JobField field, int position) {}

  private static final Map<Class<?>, List<Place>> PLACES =
      Map.of(
          OtaJobCreated.class, places(OtaJobCreated.getClassSchema()),
          OtaJobModified.class, places(OtaJobModified.getClassSchema()));

  private EventFields() {}

  /** The fields that are set, as values of the domain; an empty list is a cleared field. */
  static Map<JobField, FieldValue> of(SpecificRecord change) {
    EnumMap<JobField, FieldValue> fields = new EnumMap<>(JobField.class);
    List<Place> places = PLACES.get(change.getClass());
    if (places == null) {
      throw new IllegalStateException("a change of type " + change.getClass());
    }
    for (Place place : places) {
      Object value = change.get(place.position());
      if (value != null) {
        fields.put(place.field(), value(value));
      }
    }
    return fields;
  }

  private static List<Place> places(Schema schema) {
    List<Place> places = new ArrayList<>();
    for (JobField field : JobField.values()) {
      field
          .eventName()
          .map(schema::getField)
          .ifPresent(found -> places.add(new Place(field, found.pos())));
    }
    return List.copyOf(places);
  }

  private static FieldValue value(Object value) {
    if (value instanceof String text) {
      return new FieldValue.Text(text);
    } else if (value instanceof Enum<?> symbol) {
      return new FieldValue.Text(symbol.name());
    } else if (value instanceof Integer whole) {
      return new FieldValue.Whole(whole);
    } else if (value instanceof Boolean flag) {
      return new FieldValue.Flag(flag);
    } else if (value instanceof Instant time) {
      return new FieldValue.Time(time.toEpochMilli());
    } else if (value instanceof List<?> list) {
      return list(list);
    }
    throw new IllegalStateException("a field of type " + value.getClass());
  }

  private static FieldValue list(List<?> list) {
    if (list.isEmpty()) {
      return new FieldValue.Cleared();
    }
    if (list.get(0) instanceof OtaTag) {
      return new FieldValue.TagList(
          list.stream()
              .map(OtaTag.class::cast)
              .map(tag -> new Tag(tag.getKey(), tag.getValue()))
              .toList());
    }
    return new FieldValue.TextList(list.stream().map(String.class::cast).toList());
  }

  private static Optional<ClearableField> clearable(String eventName) {
    String symbol = eventName.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    return Arrays.stream(ClearableField.values())
        .filter(field -> field.name().equals(symbol))
        .findFirst();
  }
}
