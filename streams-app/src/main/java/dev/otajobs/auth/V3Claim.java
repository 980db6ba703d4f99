package dev.otajobs.auth;

import dev.otajobs.auth.accounts.Secret;
import dev.otajobs.auth.call.Canonical;
import dev.otajobs.auth.call.SignedCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The claim of signature version 3, ACS3-HMAC-SHA256. It signs the query, the body and the headers
 * that the Authorization header lists. Rule: Alibaba Cloud, "V3 request body &amp; signature
 * mechanism". The header {@code host} need not be signed: the classic Java SDK does not sign it.
 *
 * @param contentSha256 the SHA-256 of the body in hex, as the caller sent it
 */
record V3Claim(
    SignedCall call,
    AuthorizationHeader authorization,
    String timestamp,
    String nonce,
    String contentSha256,
    Optional<String> securityToken)
    implements Claim {

  private static final String ACTION = "x-acs-action";
  private static final String VERSION = "x-acs-version";
  private static final String DATE = "x-acs-date";
  private static final String NONCE = "x-acs-signature-nonce";
  private static final String CONTENT_SHA256 = "x-acs-content-sha256";
  private static final String SECURITY_TOKEN = "x-acs-security-token";
  private static final String HOST = "host";
  private static final String CONTENT_TYPE = "content-type";

  private static final List<String> DECISIVE = List.of(ACTION, VERSION, DATE, NONCE);

  static V3Claim of(SignedCall call) {
    AuthorizationHeader authorization =
        AuthorizationHeader.parse(required(call, "authorization", AuthError.INCOMPLETE_SIGNATURE));
    required(call, ACTION, AuthError.MISSING_ACTION);
    required(call, VERSION, AuthError.MISSING_VERSION);
    String timestamp = required(call, DATE, AuthError.MISSING_TIMESTAMP);
    String nonce = Claim.singleNonce(call.header(NONCE), NONCE);
    String contentSha256 = required(call, CONTENT_SHA256, AuthError.INCOMPLETE_SIGNATURE);
    Optional<String> securityToken = Claim.atMostOne(call.header(SECURITY_TOKEN), SECURITY_TOKEN);
    // What decides about the call must be signed, or somebody on the way could change it.
    DECISIVE.forEach(name -> mustBeSigned(authorization, name));
    securityToken.ifPresent(token -> mustBeSigned(authorization, SECURITY_TOKEN));
    if (!call.form().isEmpty()) {
      mustBeSigned(authorization, CONTENT_TYPE);
    }
    return new V3Claim(call, authorization, timestamp, nonce, contentSha256, securityToken);
  }

  private static String required(SignedCall call, String header, AuthError missing) {
    return Claim.single(call.header(header), header, missing);
  }

  private static void mustBeSigned(AuthorizationHeader authorization, String header) {
    if (!authorization.signedHeaders().contains(header)) {
      throw Refusal.incomplete("SignedHeaders lacks " + header + ".");
    }
  }

  @Override
  public String accessKeyId() {
    return authorization.credential();
  }

  @Override
  public Optional<String> signedHost() {
    return authorization.signedHeaders().contains(HOST)
        ? Optional.of(headerValue(HOST).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  @Override
  public boolean provedBy(Secret secret) {
    String bodySha256 = sha256(call.body().getBytes());
    String expected =
        HexFormat.of()
            .formatHex(
                secret.hmac(
                    "HmacSHA256",
                    "",
                    stringToSign(canonicalRequest(bodySha256, this::headerValue))));
    boolean signed =
        MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8),
            authorization.signature().getBytes(StandardCharsets.UTF_8));
    return signed && contentSha256.equalsIgnoreCase(bodySha256);
  }

  private static String stringToSign(String canonicalRequest) {
    return "ACS3-HMAC-SHA256\n" + sha256(canonicalRequest.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private String canonicalRequest(String bodySha256, UnaryOperator<String> value) {
    StringBuilder request = new StringBuilder(1024);
    request.append(call.method()).append('\n');
    request.append(call.path()).append('\n');
    request.append(Canonical.query(call.query())).append('\n');
    for (String name : authorization.signedHeaders()) {
      request.append(name).append(':').append(value.apply(name)).append('\n');
    }
    request.append('\n');
    request.append(String.join(";", authorization.signedHeaders())).append('\n');
    return request.append(bodySha256).toString();
  }

  private String headerValue(String name) {
    List<String> values = call.header(name);
    return values.size() == 1
        ? values.get(0).strip()
        : String.join(",", values.stream().map(String::strip).toList());
  }

  @Override
  public String mismatch() {
    String bodySha256 = sha256(call.body().getBytes());
    // Of the quoted form, too: by the hash of the real one a short hidden value could be guessed.
    String canonicalRequest = canonicalRequest(bodySha256, this::quotedValue);
    return AuthError.SIGNATURE_DOES_NOT_MATCH.message()
        + " server StringToSign is [`"
        + stringToSign(canonicalRequest)
        + "`] server CanonicalRequest is [`"
        + Claim.quoted(canonicalRequest)
        + "`]";
  }

  /**
   * A caller may name any header as signed. One that a proxy has added is none of the caller's
   * business, so only those are quoted that the rule of V3 signs.
   */
  private String quotedValue(String name) {
    boolean signedByRule =
        name.startsWith("x-acs-") || name.equals(HOST) || name.equals(CONTENT_TYPE);
    return signedByRule ? headerValue(name) : "***";
  }
}
