package dev.otajobs.ingest;

import dev.otajobs.job.JobField;
import java.util.ArrayList;
import java.util.List;

/** The rules that one event breaks, in words for its producer. */
final class Problems {

  private final List<String> texts = new ArrayList<>();

  void add(String field, String problem) {
    texts.add(field + " " + problem);
  }

  void add(JobField field, String problem) {
    add(field.eventName().orElse(field.apiName()), problem);
  }

  boolean any() {
    return !texts.isEmpty();
  }

  String text() {
    return String.join("; ", texts);
  }
}
