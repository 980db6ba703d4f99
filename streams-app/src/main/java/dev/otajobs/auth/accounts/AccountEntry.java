package dev.otajobs.auth.accounts;

import java.util.List;

/** An account with its access keys and bearer tokens. */
public record AccountEntry(
    Account account, List<AccessKey> accessKeys, List<BearerToken> bearerTokens) {

  public AccountEntry {
    accessKeys = List.copyOf(accessKeys);
    bearerTokens = List.copyOf(bearerTokens);
  }
}
