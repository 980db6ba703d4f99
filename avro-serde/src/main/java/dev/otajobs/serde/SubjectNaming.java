package dev.otajobs.serde;

import java.util.Arrays;
import java.util.Optional;

/**
 * Which subject a record's schema belongs to. Named in settings as Confluent's classes are, with or
 * without their package, {@code io.confluent.kafka.serializers.subject}.
 */
public enum SubjectNaming {
  /** {@code topic-key} or {@code topic-value}. */
  TOPIC("TopicNameStrategy"),
  /** The record's full name. */
  RECORD("RecordNameStrategy"),
  /** {@code topic-} and the record's full name. */
  TOPIC_RECORD("TopicRecordNameStrategy");

  private static final String PACKAGE = "io.confluent.kafka.serializers.subject.";

  private final String className;

  SubjectNaming(String className) {
    this.className = className;
  }

  static Optional<SubjectNaming> named(String name) {
    return Arrays.stream(values())
        .filter(it -> name.equals(it.className) || name.equals(PACKAGE + it.className))
        .findFirst();
  }

  String subject(String topic, boolean isKey, String fullName) {
    return switch (this) {
      case TOPIC -> topic + (isKey ? "-key" : "-value");
      case RECORD -> fullName;
      case TOPIC_RECORD -> topic + "-" + fullName;
    };
  }
}
