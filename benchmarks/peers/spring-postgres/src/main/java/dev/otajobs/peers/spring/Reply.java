package dev.otajobs.peers.spring;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The envelope of all replies. */
@JsonNaming(UpperCamelCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record Reply(JobData data, String requestId, boolean success, String code, String errorMessage) {

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
