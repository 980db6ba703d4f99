package dev.otajobs.auth.accounts;

/**
 * Accounts that cannot be used. The message names the file, the place in it and the problem, and
 * shows nothing of what stands there, since it may be a secret.
 */
public final class AccountsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AccountsException(String message) {
    super(message);
  }
}
