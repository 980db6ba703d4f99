package dev.otajobs.auth.accounts;

/**
 * The accounts file cannot be used. The message names the file, the place in it and the problem. It
 * never shows a value, since that may be a secret.
 */
public final class AccountsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public AccountsException(String message) {
    super(message);
  }
}
