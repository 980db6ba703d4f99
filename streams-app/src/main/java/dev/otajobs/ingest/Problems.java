package dev.otajobs.ingest;

import dev.otajobs.job.JobField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The rules that one event breaks, in words for its producer. */
final class Problems {

  private final List<String> texts = new ArrayList<>();
  private final UnaryOperator<String> names;

  /** With the names of the event's schema. */
  Problems() {
    this(UnaryOperator.identity());
  }

  /**
   * @param names what the reader calls the event's fields, by their names in the schema
   */
  Problems(UnaryOperator<String> names) {
    this.names = names;
  }

  void add(String field, String problem) {
    texts.add(names.apply(field) + " " + problem);
  }

  void add(JobField field, String problem) {
    texts.add(name(field) + " " + problem);
  }

  /** What the reader calls the field. */
  String name(JobField field) {
    return names.apply(field.eventName().orElse(field.apiName()));
  }

  boolean any() {
    return !texts.isEmpty();
  }

  String text() {
    return String.join("; ", texts);
  }
}
