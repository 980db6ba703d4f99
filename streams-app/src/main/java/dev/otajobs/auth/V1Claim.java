package dev.otajobs.auth;

import dev.otajobs.auth.accounts.Secret;
import dev.otajobs.auth.call.Canonical;
import dev.otajobs.auth.call.Parameter;
import dev.otajobs.auth.call.SignedCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Signature version 1.0: all parameters of query and form but {@code Signature} are signed, headers
 * and other bodies are not. Rule: Alibaba Cloud, "Request signature".
 *
 * @param signed every parameter but Signature
 */
record V1Claim(
    String method,
    String path,
    List<Parameter> signed,
    V1Method signatureMethod,
    String signature,
    String accessKeyId,
    String timestamp,
    String nonce,
    Optional<String> securityToken)
    implements Claim {

  /** What the classic SDK looks for, to tell a wrong secret from a wrong string to sign. */
  private static final String MISMATCH =
      "Specified signature is not matched with our calculation. server string to sign is:";

  /** The secret is followed by this in the key. */
  private static final String KEY_SUFFIX = "&";

  static V1Claim of(SignedCall call) {
    // A header could be changed unsigned, so the action and its version must be parameters.
    required(call, "Action", AuthError.MISSING_ACTION);
    String accessKeyId = required(call, "AccessKeyId", AuthError.MISSING_ACCESS_KEY_ID);
    if (call.parameter("Signature").isEmpty()) {
      throw Refusal.incomplete("Signature is missing.");
    }
    String signature = required(call, "Signature", AuthError.INCOMPLETE_SIGNATURE);
    V1Method method =
        V1Method.of(required(call, "SignatureMethod", AuthError.MISSING_SIGNATURE_METHOD))
            .orElseThrow(() -> Refusal.of(AuthError.INVALID_SIGNATURE_METHOD));
    if (!required(call, "SignatureVersion", AuthError.MISSING_SIGNATURE_VERSION).equals("1.0")) {
      throw Refusal.incomplete("SignatureVersion is not 1.0.");
    }
    String nonce = Claim.singleNonce(call.parameter("SignatureNonce"), "SignatureNonce");
    String timestamp = required(call, "Timestamp", AuthError.MISSING_TIMESTAMP);
    required(call, "Version", AuthError.MISSING_VERSION);
    return new V1Claim(
        call.method(),
        call.path(),
        call.parameters().stream().filter(p -> !p.name().equals("Signature")).toList(),
        method,
        signature,
        accessKeyId,
        timestamp,
        nonce,
        Claim.atMostOne(call.parameter("SecurityToken"), "SecurityToken"));
  }

  private static String required(SignedCall call, String name, AuthError missing) {
    return Claim.single(call.parameter(name), name, missing);
  }

  /**
   * Tea Java leaves parameters without a value out of what it signs but sends them, so if there are
   * any, a second attempt is made without them; nothing reads a parameter without a value.
   */
  @Override
  public boolean provedBy(Secret secret) {
    if (matches(secret, stringToSign(signed))) {
      return true;
    }
    List<Parameter> valued = signed.stream().filter(p -> !p.value().isEmpty()).toList();
    return valued.size() < signed.size() && matches(secret, stringToSign(valued));
  }

  private boolean matches(Secret secret, String stringToSign) {
    byte[] expected =
        Base64.getEncoder()
            .encode(secret.hmac(signatureMethod.algorithm(), KEY_SUFFIX, stringToSign));
    return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
  }

  private String stringToSign(List<Parameter> parameters) {
    return method
        + "&"
        + Canonical.encode(path)
        + "&"
        + Canonical.encode(Canonical.query(parameters));
  }

  @Override
  public String mismatch() {
    return MISMATCH + stringToSign(signed);
  }
}
