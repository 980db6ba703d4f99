package dev.otajobs.auth;

import java.util.Optional;

/** Ends the checks of a call; carries no stack trace, since it is no defect. */
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

  /** With a message that takes the place of the error's own. */
  static Refusal of(AuthError error, String detail) {
    return new Refusal(new Verdict.Refused(error, Optional.of(detail)));
  }

  /** IncompleteSignature, and what does not conform. */
  static Refusal incomplete(String problem) {
    return of(
        AuthError.INCOMPLETE_SIGNATURE, AuthError.INCOMPLETE_SIGNATURE.message() + " " + problem);
  }

  Verdict.Refused verdict() {
    return verdict;
  }
}
