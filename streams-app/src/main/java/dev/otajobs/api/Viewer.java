package dev.otajobs.api;

import dev.otajobs.auth.accounts.Account;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks, as far as it decides what is shown: an account sees its own jobs only, and if it lists
 * instances, of these only those of its instances and those of none.
 *
 * @param instances empty if the account lists none, and so sees the jobs of all
 */
public record Viewer(String accountId, Set<String> instances) {

  public Viewer {
    instances = Set.copyOf(instances);
  }

  public static Viewer of(Account account) {
    return new Viewer(account.accountId(), account.iotInstanceIds());
  }

  /** The account as which unsigned calls are answered in development: it lists no instances. */
  public static Viewer unsigned(String accountId) {
    return new Viewer(accountId, Set.of());
  }

  /** Whether jobs of this instance are shown. */
  public boolean sees(Optional<String> instance) {
    return instances.isEmpty() || instance.isEmpty() || instances.contains(instance.get());
  }
}
