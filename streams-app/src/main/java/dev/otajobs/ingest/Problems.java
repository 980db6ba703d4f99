package dev.otajobs.ingest;

import dev.otajobs.job.JobField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The rules that one event breaks, in words for its producer. */
final class Problems {

  private final List<String> texts = new ArrayList<>();
  private final Function<JobField, String> names;

  /** With the names of the event's schema. */
  Problems() {
    this(field -> field.eventName().orElse(field.apiName()));
  }

  /**
   * @param names how fields are named
   */
  Problems(Function<JobField, String> names) {
    this.names = names;
  }

  void add(String field, String problem) {
    texts.add(field + " " + problem);
  }

  void add(JobField field, String problem) {
    add(names.apply(field), problem);
  }

  boolean any() {
    return !texts.isEmpty();
  }

  String text() {
    return String.join("; ", texts);
  }
}
