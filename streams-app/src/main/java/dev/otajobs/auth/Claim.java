package dev.otajobs.auth;

import dev.otajobs.auth.accounts.Secret;
import dev.otajobs.auth.call.SignedCall;
import java.util.List;
import java.util.Optional;

/** What a call says of itself: its access key, time, nonce and signature. Not verified yet. */
sealed interface Claim permits V1Claim, V3Claim {

  /** The longest nonce, in characters. The SDKs send up to 49. */
  int MAX_NONCE = 128;

  String accessKeyId();

  /** When the call was signed, as sent. */
  String timestamp();

  /** Not empty, at most {@link #MAX_NONCE} characters. */
  String nonce();

  /** The token of a temporary access key; the signature covers it. */
  Optional<String> securityToken();

  /** The header Host, in lower case, if the signature covers it. */
  Optional<String> signedHost();

  /** Whether this secret made the signature; compared in constant time. */
  boolean provedBy(Secret secret);

  /** The longest quotation in a message, in characters. */
  int MAX_QUOTED = 4096;

  /**
   * The message of SignatureDoesNotMatch. It quotes the string that should have been signed, up to
   * {@link #MAX_QUOTED} characters: in XML a reply could else be several times as long as the call.
   */
  String mismatch();

  /** What of it may be quoted. */
  static String quoted(String text) {
    return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
  }

  /**
   * Reads the claim of a call. It is V3 if an {@code Authorization} header begins with {@code
   * ACS3-}, or if there is any such header and no parameter of V1; else V1.
   *
   * @throws Refusal if something required is missing or malformed
   */
  static Claim of(SignedCall call) {
    List<String> authorization = call.header("authorization");
    boolean v3 = authorization.stream().anyMatch(AuthorizationHeader::isAcs3);
    boolean v1 = !call.parameter("AccessKeyId").isEmpty() || !call.parameter("Signature").isEmpty();
    return v3 || (!authorization.isEmpty() && !v1) ? V3Claim.of(call) : V1Claim.of(call);
  }

  /**
   * The one value of a parameter or header.
   *
   * @param name of the parameter or header, for the message
   * @throws Refusal {@code missing} if there is no value or an empty one, IncompleteSignature if
   *     there are several
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

  /** The value, which may be empty, if there is one; refuses several. */
  static Optional<String> atMostOne(List<String> values, String name) {
    if (values.size() > 1) {
      throw Refusal.incomplete(name + " is given more than once.");
    }
    return values.stream().findFirst();
  }
}
