package dev.otajobs.job;

import static java.util.Objects.requireNonNull;

/** A tag of a job: OtaTagDTO of the reply. */
public record Tag(String key, String value) {

  public Tag {
    requireNonNull(key, "key");
    requireNonNull(value, "value");
  }
}
