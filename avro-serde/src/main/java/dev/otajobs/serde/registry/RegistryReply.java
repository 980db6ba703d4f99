package dev.otajobs.serde.registry;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The answer of one address to one request. The status and error codes are those of Confluent's
 * API. A 404 counts as the registry's answer only if its body has the registry's error code: a
 * proxy's 404 must not make good records look wrong.
 */
sealed interface RegistryReply {

  /** The request was carried out, and {@code body} is the JSON object that came back. */
  record Done(JsonNode body) implements RegistryReply {}

  /** The registry has no such subject, version or schema (40401, 40402, 40403). */
  record Missing(String message) implements RegistryReply {}

  /** The registry refuses the schema or the subject (409, 422). */
  record Refused(String message) implements RegistryReply {}

  /** There was no answer that can be used; {@code again} says whether another attempt may help. */
  record Trouble(String reason, boolean again) implements RegistryReply {}

  /** The answer that a status and a body are. */
  static RegistryReply of(int status, JsonNode body) {
    String message = shortened(body.path("message").asText(""));
    int code = body.path("error_code").asInt(0);
    if (status == 200) {
      return body.isObject() ? new Done(body) : new Trouble("a reply that is not JSON", true);
    }
    if (status == 404 && code / 100 == 404) {
      return new Missing(message);
    }
    if (status == 409 || (status == 422 && code != 0)) {
      return new Refused(message);
    }
    if (status == 404) {
      return new Trouble("404 without a registry's error code: is its path complete?", true);
    }
    return new Trouble("status " + status, status == 408 || status == 429 || status >= 500);
  }

  /** At most 501 characters of a text of somebody else. */
  static String shortened(String message) {
    return message.length() <= 500 ? message : message.substring(0, 500) + "…";
  }
}
