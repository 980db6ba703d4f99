package dev.otajobs.peers.quarkus;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Locale;
import java.util.UUID;

/** The envelope of all replies. */
@JsonNaming(UpperCamelCaseStrategy.class)
public record Reply(
    JobData data, String requestId, boolean success, String code, String errorMessage) {

  static Reply of(JobData data) {
    return new Reply(data, newRequestId(), true, null, null);
  }

  static Reply error(String code, String message) {
    return new Reply(null, newRequestId(), false, code, message);
  }

  private static String newRequestId() {
    return UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
  }
}
