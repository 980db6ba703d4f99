package dev.otajobs.config;

import java.util.Optional;

/**
 * Who may ask.
 *
 * @param unsignedAccount for development: the account as which unsigned calls are answered; empty
 *     refuses them
 */
public record AuthConfig(Optional<String> unsignedAccount) {

  static AuthConfig read(Settings settings) {
    Optional<String> account = settings.optional("auth.unsigned.account");
    if (account.isPresent() && !account.get().matches("[A-Za-z0-9_-]{1,64}")) {
      settings.problem(
          "auth.unsigned.account",
          "is '" + account.get() + "', expected an account id: 1 to 64 of A-Z a-z 0-9 _ -");
    }
    return new AuthConfig(account);
  }
}
