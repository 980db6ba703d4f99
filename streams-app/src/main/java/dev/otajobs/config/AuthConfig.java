package dev.otajobs.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Who may ask.
 *
 * @param accountsFile the file of accounts and their keys; empty if there are none
 * @param unsignedAccount for development: the account as which unsigned calls are answered; empty
 *     refuses them
 * @param unsignedAnywhere whether unsigned calls are answered on other addresses than loopback, too
 */
public record AuthConfig(
    Optional<Path> accountsFile, Optional<String> unsignedAccount, boolean unsignedAnywhere) {

  static AuthConfig read(Settings settings) {
    return new AuthConfig(
        settings.path("auth.accounts.file"),
        unsignedAccount(settings),
        settings.flag("auth.unsigned.anywhere"));
  }

  private static Optional<String> unsignedAccount(Settings settings) {
    Optional<String> account = settings.optional("auth.unsigned.account");
    if (account.isPresent() && !account.get().matches("[A-Za-z0-9_-]{1,64}")) {
      settings.problem(
          "auth.unsigned.account",
          "is '" + account.get() + "', expected an account id: 1 to 64 of A-Z a-z 0-9 _ -");
    }
    return account;
  }
}
