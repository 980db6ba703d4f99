package dev.otajobs.auth.accounts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All accounts at one moment. Immutable. */
public final class Accounts {

  /** An access key and its account. */
  public record Credential(Account account, AccessKey accessKey) {}

  private record Holder(BearerToken token, Account account) {}

  private final List<Account> accounts;
  private final Map<String, Credential> credentials = new HashMap<>();
  private final List<Holder> holders = new ArrayList<>();

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
      entry.bearerTokens().forEach(token -> holders.add(new Holder(token, entry.account())));
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
   * The account that has this token, if the token is enabled. Compares it with all tokens, so that
   * the time tells nothing about them.
   */
  public Optional<Account> authenticateBearer(String token) {
    TokenHash hash = TokenHash.of(token);
    @Nullable Account found = null;
    for (Holder holder : holders) {
      boolean same = holder.token().hash().equals(hash);
      if (same && holder.token().enabled()) {
        found = holder.account();
      }
    }
    return Optional.ofNullable(found);
  }
}
