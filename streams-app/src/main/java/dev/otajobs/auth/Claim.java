package dev.otajobs.auth;

import dev.otajobs.auth.accounts.Secret;
import dev.otajobs.auth.call.SignedCall;
import java.util.List;
import java.util.Optional;

/** Who a call says it is from, and the signature that shall prove it. Nothing is proved yet. */
sealed interface Claim permits V1Claim, V3Claim {

  /** A nonce is no longer than this, in characters; those of the SDKs have up to 49. */
  int MAX_NONCE = 128;

  String accessKeyId();

  /** When it was signed, as sent. */
  String timestamp();

  /** Not empty, at most {@link #MAX_NONCE} characters. */
  String nonce();

  /** The token of a temporary key; covered by the signature. */
  Optional<String> securityToken();

  /** Whether the signature was made with this secret; takes no time that depends on the secret. */
  boolean provedBy(Secret secret);

  /** The message of SignatureDoesNotMatch, which shows what was to be signed. */
  String mismatch();

  /**
   * The claim of a call: V3 if it has an {@code Authorization} header, else V1.
   *
   * @throws Refusal if something required is missing or malformed
   */
  static Claim of(SignedCall call) {
    List<String> authorization = call.headers().all("authorization");
    boolean v3 = authorization.stream().anyMatch(AuthorizationHeader::isAcs3);
    boolean v1 = !call.parameter("AccessKeyId").isEmpty() || !call.parameter("Signature").isEmpty();
    return v3 || (!authorization.isEmpty() && !v1) ? V3Claim.of(call) : V1Claim.of(call);
  }

  /**
   * The only value, neither absent nor empty nor given twice.
   *
   * @param name the parameter or header, for the message
   * @throws Refusal with this error if it is missing, IncompleteSignature if it is given twice
   */
  static String single(List<String> values, String name, AuthError missing) {
    if (values.size() > 1) {
      throw Refusal.incomplete(name + " is given more than once.");
    }
    if (values.isEmpty() || values.get(0).isEmpty()) {
      throw Refusal.of(missing, name + " is mandatory for this action.");
    }
    return values.get(0);
  }

  static String singleNonce(List<String> values, String name) {
    String nonce = single(values, name, AuthError.MISSING_SIGNATURE_NONCE);
    if (nonce.length() > MAX_NONCE) {
      throw Refusal.incomplete(name + " is longer than " + MAX_NONCE + " characters.");
    }
    return nonce;
  }

  /** Absent, or the only value, which may be empty. */
  static Optional<String> atMostOne(List<String> values, String name) {
    if (values.size() > 1) {
      throw Refusal.incomplete(name + " is given more than once.");
    }
    return values.stream().findFirst();
  }
}
