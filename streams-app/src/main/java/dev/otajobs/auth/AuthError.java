package dev.otajobs.auth;

/**
 * Why authentication refuses a call. Codes, statuses and texts are those of Alibaba Cloud's public
 * error lists, as far as these are known.
 */
public enum AuthError {
  MISSING_ACTION("Action"),
  MISSING_VERSION("Version"),
  MISSING_ACCESS_KEY_ID("AccessKeyId"),
  MISSING_SIGNATURE_METHOD("SignatureMethod"),
  MISSING_SIGNATURE_VERSION("SignatureVersion"),
  MISSING_SIGNATURE_NONCE("SignatureNonce"),
  MISSING_TIMESTAMP("Timestamp"),
  INCOMPLETE_SIGNATURE(
      400, "IncompleteSignature", "The request signature does not conform to Aliyun standards."),
  INVALID_SIGNATURE_METHOD(
      400, "InvalidSignatureMethod", "Specified signature method is not supported."),

  ACCESS_KEY_NOT_FOUND(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found."),
  ACCESS_KEY_INACTIVE(400, "InvalidAccessKeyId.Inactive", "Specified access key is disabled."),

  TIMESTAMP_EXPIRED(
      400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired."),
  TIMESTAMP_FORMAT(
      400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted."),

  SIGNATURE_DOES_NOT_MATCH(
      400, "SignatureDoesNotMatch", "Specified signature does not match our calculation."),

  MISSING_SECURITY_TOKEN("SecurityToken"),
  SECURITY_TOKEN_MALFORMED(
      400, "InvalidSecurityToken.Malformed", "Specified SecurityToken is malformed."),
  SECURITY_TOKEN_MISMATCH(
      400,
      "InvalidSecurityToken.MismatchWithAccessKey",
      "Specified SecurityToken mismatch with the AccessKey."),
  SECURITY_TOKEN_EXPIRED(
      403, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired."),

  NONCE_USED(400, "SignatureNonceUsed", "Specified signature nonce was used already."),
  NONCE_UNSHARED(
      503,
      "ServiceUnavailable",
      "The request has failed due to a temporary failure of the server. Another instance does not"
          + " tell whether the nonce was used; nothing was done. Send the call again."),
  TOO_MANY_NONCES(400, "Throttling", "Request was denied due to request throttling.");

  private final int status;
  private final String code;
  private final String message;

  AuthError(String missing) {
    this(400, "Missing" + missing, missing + " is mandatory for this action.");
  }

  AuthError(int status, String code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The code by which programs tell errors apart. */
  public String code() {
    return code;
  }

  /** The text for people, unless the refusal has one of its own. */
  public String message() {
    return message;
  }
}
