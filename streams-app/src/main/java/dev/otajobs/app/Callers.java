package dev.otajobs.app;

import dev.otajobs.api.rest.BearerCallers;
import dev.otajobs.api.rpc.RpcCallers;
import dev.otajobs.auth.Authenticator;
import dev.otajobs.auth.accounts.Accounts;
import dev.otajobs.auth.accounts.AccountsException;
import dev.otajobs.auth.accounts.WatchedAccounts;
import dev.otajobs.auth.quota.Quotas;
import dev.otajobs.config.AppConfig;
import dev.otajobs.config.AuthConfig;
import dev.otajobs.config.HttpConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wires who may ask: the accounts, and what both APIs need of them.
 *
 * @param accounts as the file has them now
 */
record Callers(RpcCallers rpc, BearerCallers rest, Supplier<Accounts> accounts) {

  /** The key of scripts/local: everybody knows its secret. */
  static final String DEVELOPMENT_KEY = "localAccessKeyId";

  private static final Logger LOG = LoggerFactory.getLogger(Callers.class);

  static Callers open(AppConfig config, Peers peers, Quotas quotas, Closing closing) {
    AuthConfig auth = config.auth();
    Supplier<Accounts> accounts =
        auth.accountsFile()
            .<Supplier<Accounts>>map(file -> closing.last("accounts", watched(file, config.http())))
            .orElse(() -> new Accounts(List.of()));
    auth.unsignedAccount()
        .ifPresent(
            account ->
                LOG.warn(
                    "unsigned calls are allowed, for development only, account={} anywhere={}",
                    account,
                    auth.unsignedAnywhere()));
    if (auth.accountsFile().isEmpty() && auth.unsignedAccount().isEmpty()) {
      LOG.warn("every call will be refused: auth.accounts.file is not set");
    }
    Authenticator authenticator =
        new Authenticator(accounts, peers.nonces(), auth.signedHosts(), Clock.systemUTC());
    return new Callers(
        new RpcCallers(authenticator, quotas, auth.unsignedAccount()),
        new BearerCallers(
            accounts,
            quotas,
            auth.unsignedAccount(),
            config.http().isLoopback() && !auth.unsignedAnywhere()),
        accounts);
  }

  /**
   * Reads the accounts, if there are any.
   *
   * @throws AccountsException if they cannot be used
   */
  static void check(AppConfig config) {
    config
        .auth()
        .accountsFile()
        .map(file -> watched(file, config.http()))
        .ifPresent(WatchedAccounts::close);
  }

  private static WatchedAccounts watched(Path file, HttpConfig http) {
    return WatchedAccounts.open(file, read -> checkKeys(read, http));
  }

  /** Whether the access key of scripts/local, whose secret everybody knows, is accepted. */
  boolean hasDevelopmentKey() {
    return accounts.get().find(DEVELOPMENT_KEY).isPresent();
  }

  /** At the start, and for each later version of the file. */
  private static void checkKeys(Accounts accounts, HttpConfig http) {
    if (accounts.find(DEVELOPMENT_KEY).isPresent() && !http.isLoopback()) {
      throw new AccountsException(
          "auth.accounts.file has the access key of scripts/local, "
              + DEVELOPMENT_KEY
              + ", which may only be used on a loopback address, not on http.host="
              + http.host());
    }
  }
}
