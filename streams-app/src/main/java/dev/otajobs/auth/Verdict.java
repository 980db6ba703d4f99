package dev.otajobs.auth;

import dev.otajobs.auth.accounts.AccessKeyId;
import dev.otajobs.auth.accounts.Account;
import java.util.Optional;

/** What comes of authenticating a call. */
public sealed interface Verdict {

  /** The call was signed by this key of this account, now, and for the first time. */
  record Allowed(Account account, AccessKeyId accessKeyId) implements Verdict {}

  /**
   * The call may not go on.
   *
   * @param detail a message that says more than the error's own and takes its place; it may quote
   *     what the caller sent, never a secret
   */
  record Refused(AuthError error, Optional<String> detail) implements Verdict {

    /** What people read; the texts of SignatureDoesNotMatch are parsed by SDKs. */
    public String message() {
      return detail.orElse(error.message());
    }
  }
}
