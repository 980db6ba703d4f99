package dev.otajobs.auth;

import java.util.Optional;

/** Ends the checks of a call. It has no stack trace: a refused call is not a defect. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Verdict.Refused verdict;

  private Refusal(Verdict.Refused verdict) {
    super(verdict.message(), null, false, false);
    this.verdict = verdict;
  }

  static Refusal of(AuthError error) {
    return new Refusal(new Verdict.Refused(error, Optional.empty()));
  }

  /** A refusal whose message replaces that of the error. */
  static Refusal of(AuthError error, String detail) {
    return new Refusal(new Verdict.Refused(error, Optional.of(detail)));
  }

  /** IncompleteSignature; its message ends with the problem. */
  static Refusal incomplete(String problem) {
    return of(
        AuthError.INCOMPLETE_SIGNATURE, AuthError.INCOMPLETE_SIGNATURE.message() + " " + problem);
  }

  Verdict.Refused verdict() {
    return verdict;
  }
}
