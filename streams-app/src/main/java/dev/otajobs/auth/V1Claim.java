package dev.otajobs.auth;

import dev.otajobs.auth.accounts.Secret;
import dev.otajobs.auth.call.Canonical;
import dev.otajobs.auth.call.Parameter;
import dev.otajobs.auth.call.SignedCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The claim of signature version 1.0. It signs all parameters of query and form except {@code
 * Signature}; it does not sign headers or other bodies. Rule: Alibaba Cloud, "Request signature".
 *
 * @param signed all parameters except Signature
 * @param algorithm of the HMAC, as Java names it
 */
record V1Claim(
    String method,
    String path,
    List<Parameter> signed,
    String algorithm,
    String signature,
    String accessKeyId,
    String timestamp,
    String nonce,
    Optional<String> securityToken)
    implements Claim {

  /** The values of SignatureMethod, and the algorithms of Java. */
  private static final Map<String, String> ALGORITHMS =
      Map.of("HMAC-SHA1", "HmacSHA1", "HMAC-SHA256", "HmacSHA256");

  /** The classic SDK searches for this text to tell a wrong secret from a wrong string to sign. */
  private static final String MISMATCH =
      "Specified signature is not matched with our calculation. server string to sign is:";

  /** The key of the HMAC is the secret and this. */
  private static final String KEY_SUFFIX = "&";

  static V1Claim of(SignedCall call) {
    // Headers are not signed and could be changed, so Action and Version must be parameters.
    required(call, "Action", AuthError.MISSING_ACTION);
    String accessKeyId = required(call, "AccessKeyId", AuthError.MISSING_ACCESS_KEY_ID);
    if (call.parameter("Signature").isEmpty()) {
      throw Refusal.incomplete("Signature is missing.");
    }
    String signature = required(call, "Signature", AuthError.INCOMPLETE_SIGNATURE);
    String algorithm =
        algorithm(required(call, "SignatureMethod", AuthError.MISSING_SIGNATURE_METHOD));
    checkVersion(required(call, "SignatureVersion", AuthError.MISSING_SIGNATURE_VERSION));
    String nonce = Claim.singleNonce(call.parameter("SignatureNonce"), "SignatureNonce");
    String timestamp = required(call, "Timestamp", AuthError.MISSING_TIMESTAMP);
    required(call, "Version", AuthError.MISSING_VERSION);
    return new V1Claim(
        call.method(),
        call.path(),
        withoutSignature(call.parameters()),
        algorithm,
        signature,
        accessKeyId,
        timestamp,
        nonce,
        Claim.atMostOne(call.parameter("SecurityToken"), "SecurityToken"));
  }

  private static List<Parameter> withoutSignature(List<Parameter> parameters) {
    List<Parameter> signed = new ArrayList<>(parameters);
    signed.removeIf(parameter -> parameter.name().equals("Signature"));
    return Collections.unmodifiableList(signed);
  }

  private static String algorithm(String signatureMethod) {
    String algorithm = ALGORITHMS.get(signatureMethod);
    if (algorithm == null) {
      throw Refusal.of(AuthError.INVALID_SIGNATURE_METHOD);
    }
    return algorithm;
  }

  private static void checkVersion(String signatureVersion) {
    if (!signatureVersion.equals("1.0")) {
      throw Refusal.incomplete("SignatureVersion is not 1.0.");
    }
  }

  private static String required(SignedCall call, String name, AuthError missing) {
    return Claim.single(call.parameter(name), name, missing);
  }

  @Override
  public Optional<String> signedHost() {
    return Optional.empty();
  }

  /**
   * Tea Java sends parameters without a value but does not sign them. So if there are such
   * parameters, a signature without them is accepted, too. That is safe: the service treats a
   * parameter without a value as missing.
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
    byte[] expected = Base64.getEncoder().encode(secret.hmac(algorithm, KEY_SUFFIX, stringToSign));
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
    return MISMATCH + Claim.quoted(stringToSign(signed));
  }
}
