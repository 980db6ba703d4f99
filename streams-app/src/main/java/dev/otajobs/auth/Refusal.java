package dev.otajobs.auth;

/**
 * A call is not authenticated. The message is for the caller; SDKs parse that of
 * SignatureDoesNotMatch. It may quote what the caller sent, never a secret. There is no stack
 * trace: a refused call is not a defect.
 */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final AuthError error;

  private Refusal(AuthError error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  static Refusal of(AuthError error) {
    return new Refusal(error, error.message());
  }

  /** A refusal whose message replaces that of the error. */
  static Refusal of(AuthError error, String message) {
    return new Refusal(error, message);
  }

  /** IncompleteSignature; its message ends with the problem. */
  static Refusal incomplete(String problem) {
    return of(
        AuthError.INCOMPLETE_SIGNATURE, AuthError.INCOMPLETE_SIGNATURE.message() + " " + problem);
  }

  /** The error, with its code and status. */
  public AuthError error() {
    return error;
  }

  /** The text for people. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
