package dev.otajobs.auth;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

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

  /** For one name. A pattern for the whole list would recurse once per name. */
  private static final Pattern HEADER_NAME = Pattern.compile("[a-z0-9_-]+");

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
    boolean named = signedHeaders.stream().allMatch(name -> HEADER_NAME.matcher(name).matches());
    if (!values.keySet().equals(NAMES) || !named) {
      throw malformed();
    }
    return new AuthorizationHeader(
        values.getOrDefault("Credential", ""), signedHeaders, values.getOrDefault("Signature", ""));
  }

  private static Refusal malformed() {
    return Refusal.incomplete(
        "Authorization needs Credential, SignedHeaders in lower case, and Signature, each once.");
  }
}
