package dev.otajobs.auth;

import dev.otajobs.auth.accounts.Account;
import java.util.Optional;

/** The result of authenticating a call. */
public sealed interface Verdict {

  /**
   * The signature is right, recent and used for the first time.
   *
   * @param account the account whose access key signed the call
   */
  record Allowed(Account account) implements Verdict {}

  /**
   * The call is refused.
   *
   * @param detail replaces the message of the error; it may quote what the caller sent, never a
   *     secret
   */
  record Refused(AuthError error, Optional<String> detail) implements Verdict {

    /** The text for people. SDKs parse that of SignatureDoesNotMatch. */
    public String message() {
      return detail.orElse(error.message());
    }
  }
}
