package dev.otajobs.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may ask.
 *
 * @param accountsFile the file of accounts and their keys; empty if there are none
 * @param unsignedAccount for development: the account as which unsigned calls are answered; empty
 *     refuses them
 * @param signedHosts if not empty, only calls are accepted whose signature covers the header Host,
 *     with one of these values: a call to another deployment with the same keys is then refused
 * @param unsignedAnywhere whether unsigned calls are answered on other addresses than loopback, too
 */
public record AuthConfig(
    Optional<Path> accountsFile,
    Set<String> signedHosts,
    Optional<String> unsignedAccount,
    boolean unsignedAnywhere) {

  private static final Pattern HOSTS =
      Pattern.compile("[A-Za-z0-9.\\[\\]:_-]+(\\s*,\\s*[A-Za-z0-9.\\[\\]:_-]+)*");

  private static final Setting.Optional ACCOUNTS =
      new Setting.Optional(
          "auth.accounts.file",
          "path",
          "none",
          "",
          "the [accounts](#accounts) and their keys; read again within a second of a change");
  private static final Setting.Optional HOSTS_SIGNED =
      new Setting.Optional(
          "auth.signed.hosts",
          "list",
          "none",
          "host, or host:port, as clients write it; commas",
          "calls must sign the header `host` with one of these values. Signature V1 and the classic"
              + " Java SDK do not sign it, so their calls are then refused");
  private static final Setting.Optional UNSIGNED =
      new Setting.Optional(
          "auth.unsigned.account",
          "text",
          "none",
          "1 to 64 of `A-Z a-z 0-9 _ -`",
          "for development: unsigned calls act as this account. Without this setting and without an"
              + " accounts file every call is refused. The start refuses it if `http.host` is no"
              + " loopback address");
  private static final Setting.Flag ANYWHERE =
      new Setting.Flag(
          "auth.unsigned.anywhere",
          false,
          "accept `auth.unsigned.account` on any address, where everybody who reaches the port may"
              + " read and change what that account may. The"
              + " [operators' calls](contract.md#for-operators) need a token then");

  /** What can be set. */
  static final List<Setting> SETTINGS = List.of(ACCOUNTS, HOSTS_SIGNED, UNSIGNED, ANYWHERE);

  public AuthConfig {
    signedHosts = Set.copyOf(signedHosts);
  }

  static AuthConfig read(Settings settings) {
    return new AuthConfig(
        settings.path(ACCOUNTS.key()),
        signedHosts(settings),
        unsignedAccount(settings),
        settings.flag(ANYWHERE));
  }

  private static Set<String> signedHosts(Settings settings) {
    settings
        .optional(HOSTS_SIGNED.key())
        .filter(hosts -> !HOSTS.matcher(hosts).matches())
        .ifPresent(
            hosts ->
                settings.problem(
                    HOSTS_SIGNED.key(),
                    "is '" + hosts + "', expected host or host:port, several joined by ','"));
    return settings
        .optional(HOSTS_SIGNED.key())
        .map(hosts -> Set.copyOf(List.of(hosts.toLowerCase(Locale.ROOT).split("\\s*,\\s*"))))
        .orElse(Set.of());
  }

  private static Optional<String> unsignedAccount(Settings settings) {
    Optional<String> account = settings.optional(UNSIGNED.key());
    if (account.isPresent() && !account.get().matches("[A-Za-z0-9_-]{1,64}")) {
      settings.problem(
          UNSIGNED.key(),
          "is '" + account.get() + "', expected an account id: 1 to 64 of A-Z a-z 0-9 _ -");
    }
    return account;
  }
}
