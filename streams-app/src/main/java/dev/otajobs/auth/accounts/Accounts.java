package dev.otajobs.auth.accounts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All accounts at one moment. Immutable. */
public final class Accounts {

  /** An access key and its account. */
  public record Credential(Account account, AccessKey accessKey) {}

  private final List<Account> accounts;
  private final Map<String, Credential> credentials = new HashMap<>();
  private final Map<TokenHash, Account> holders = new HashMap<>();

  /**
   * @throws IllegalArgumentException if two access keys have the same id
   */
  public Accounts(List<AccountEntry> entries) {
    accounts = entries.stream().map(AccountEntry::account).toList();
    for (AccountEntry entry : entries) {
      for (AccessKey key : entry.accessKeys()) {
        if (credentials.put(key.id().value(), new Credential(entry.account(), key)) != null) {
          throw new IllegalArgumentException("access key " + key.id() + " is given twice");
        }
      }
      entry.bearerTokens().stream()
          .filter(BearerToken::enabled)
          .forEach(token -> holders.put(token.hash(), entry.account()));
    }
  }

  /** All accounts, in the order of the file. */
  public List<Account> all() {
    return accounts;
  }

  /** The access key with this id, enabled or not. */
  public Optional<Credential> find(String accessKeyId) {
    return Optional.ofNullable(credentials.get(accessKeyId));
  }

  /**
   * The account that has this token, if the token is enabled. The time of the look-up can tell
   * something about hashes, and nothing about tokens: nobody can choose a token's SHA-256.
   */
  public Optional<Account> authenticateBearer(String token) {
    return Optional.ofNullable(holders.get(TokenHash.of(token)));
  }
}
