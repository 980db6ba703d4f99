package dev.otajobs.auth;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The header {@code Authorization: ACS3-HMAC-SHA256 Credential=…,SignedHeaders=a;b,Signature=…}.
 * The three values come in any order: the classic SDK writes SignedHeaders last.
 *
 * @param credential the access key's id
 * @param signedHeaders the names of the signed headers in lower case, in the order of signing
 * @param signature in hex
 */
record AuthorizationHeader(String credential, List<String> signedHeaders, String signature) {

  private static final String SCHEME = "ACS3-HMAC-SHA256";
  private static final Set<String> NAMES = Set.of("Credential", "SignedHeaders", "Signature");

  static boolean isAcs3(String header) {
    return header.startsWith("ACS3-");
  }

  /**
   * Reads the header.
   *
   * @throws Refusal InvalidSignatureMethod or IncompleteSignature
   */
  static AuthorizationHeader parse(String header) {
    String[] halves = header.strip().split(" ", 2);
    if (isAcs3(header) && !halves[0].equals(SCHEME)) {
      throw Refusal.of(AuthError.INVALID_SIGNATURE_METHOD);
    }
    if (!halves[0].equals(SCHEME) || halves.length < 2) {
      throw Refusal.incomplete("Authorization is not " + SCHEME + " with its values.");
    }
    Map<String, String> values = new HashMap<>();
    for (String pair : halves[1].split(",", -1)) {
      String[] parts = pair.strip().split("=", 2);
      if (parts.length < 2 || parts[1].isEmpty() || values.put(parts[0], parts[1]) != null) {
        throw malformed();
      }
    }
    List<String> signedHeaders =
        Arrays.asList(values.getOrDefault("SignedHeaders", "").split(";", -1));
    if (!values.keySet().equals(NAMES) || !areNames(signedHeaders)) {
      throw malformed();
    }
    return new AuthorizationHeader(
        values.getOrDefault("Credential", ""), signedHeaders, values.getOrDefault("Signature", ""));
  }

  /** Each has one of {@code a-z 0-9 _ -} at least, and nothing else. */
  private static boolean areNames(List<String> headers) {
    for (String name : headers) {
      if (name.isEmpty()) {
        return false;
      }
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-')) {
          return false;
        }
      }
    }
    return true;
  }

  private static Refusal malformed() {
    return Refusal.incomplete(
        "Authorization needs Credential, SignedHeaders in lower case, and Signature, each once.");
  }
}
