package dev.otajobs.serde;

import java.util.Arrays;
import java.util.Optional;

/**
 * Which subject of the registry a schema belongs to. In settings each has the name of Confluent's
 * class, with or without its package {@code io.confluent.kafka.serializers.subject}.
 */
public enum SubjectNaming {
  /** The topic's name, followed by {@code -key} or {@code -value}. */
  TOPIC("TopicNameStrategy"),
  /** The full name of the record's schema. */
  RECORD("RecordNameStrategy"),
  /** The topic's name, a hyphen and the full name of the record's schema. */
  TOPIC_RECORD("TopicRecordNameStrategy");

  private static final String PACKAGE = "io.confluent.kafka.serializers.subject.";

  private final String className;

  SubjectNaming(String className) {
    this.className = className;
  }

  /** The one that a setting names; empty for any other name. */
  static Optional<SubjectNaming> named(String name) {
    return Arrays.stream(values())
        .filter(it -> name.equals(it.className) || name.equals(PACKAGE + it.className))
        .findFirst();
  }

  /** The name in settings, without the package. */
  String className() {
    return className;
  }

  /** The subject of the schema {@code fullName} in {@code topic}. */
  String subject(String topic, boolean isKey, String fullName) {
    return switch (this) {
      case TOPIC -> topic + (isKey ? "-key" : "-value");
      case RECORD -> fullName;
      case TOPIC_RECORD -> topic + "-" + fullName;
    };
  }
}
