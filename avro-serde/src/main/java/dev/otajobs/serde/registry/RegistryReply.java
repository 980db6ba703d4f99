package dev.otajobs.serde.registry;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What one address made of one request.
 *
 * <p>Codes are those of Confluent's API: 404 counts as the registry's own word only together with
 * its error code, because a proxy's 404 must not make good records look bad.
 */
sealed interface RegistryReply {

  /** Done; {@code body} is the JSON object that came back. */
  record Done(JsonNode body) implements RegistryReply {}

  /** The registry has no such subject, version or schema (40401, 40402, 40403). */
  record Missing(String message) implements RegistryReply {}

  /** The registry knows the schema or subject to be unacceptable (409, 422). */
  record Refused(String message) implements RegistryReply {}

  /** No answer that could be used; {@code again} tells if asking again may help. */
  record Trouble(String reason, boolean again) implements RegistryReply {}

  /** Sorts a reply by its status and body. */
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

  private static String shortened(String message) {
    return message.length() <= 500 ? message : message.substring(0, 500) + "…";
  }
}
