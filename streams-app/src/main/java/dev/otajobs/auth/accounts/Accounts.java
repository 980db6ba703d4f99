package dev.otajobs.auth.accounts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All accounts at one moment; does not change. */
public final class Accounts {

  private record Holder(BearerToken token, Account account) {}

  private final List<Account> accounts;
  private final Map<String, Credential> credentials = new HashMap<>();
  private final List<Holder> holders = new ArrayList<>();

  /**
   * Takes the accounts as they are.
   *
   * @throws IllegalArgumentException if two access keys have one id
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

  /** All of them, in the order of the file. */
  public List<Account> all() {
    return accounts;
  }

  /** The access key of this id, enabled or not. */
  public Optional<Credential> find(String accessKeyId) {
    return Optional.ofNullable(credentials.get(accessKeyId));
  }

  /**
   * Whose enabled token this is. Compares it with every token there is, so that the time does not
   * tell which one came near.
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
