package dev.otajobs.api;

import dev.otajobs.api.rest.BearerCallers;
import dev.otajobs.api.rest.PastJobs;
import dev.otajobs.api.rpc.RpcCallers;
import dev.otajobs.auth.Authenticator;
import dev.otajobs.auth.accounts.Accounts;
import dev.otajobs.auth.nonces.RecentNonces;
import dev.otajobs.auth.quota.Quotas;
import dev.otajobs.auth.quota.RemoteUsage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Callers as the service wires them, with these accounts. */
public final class TestCallers {

  private static final Supplier<Accounts> NONE = () -> new Accounts(List.of());

  private TestCallers() {}

  public static RpcCallers rpc(Optional<String> unsignedAccount) {
    return rpc(NONE, unsignedAccount);
  }

  public static RpcCallers rpc(Supplier<Accounts> accounts, Optional<String> unsignedAccount) {
    return new RpcCallers(
        new Authenticator(accounts, new RecentNonces(1000), Set.of(), Clock.systemUTC()),
        new Quotas(System::nanoTime, RemoteUsage.NONE),
        unsignedAccount);
  }

  public static BearerCallers rest(Optional<String> unsignedAccount) {
    return rest(NONE, unsignedAccount);
  }

  public static BearerCallers rest(Supplier<Accounts> accounts, Optional<String> unsignedAccount) {
    return new BearerCallers(
        accounts, new Quotas(System::nanoTime, RemoteUsage.NONE), unsignedAccount, true);
  }

  /** For a service that keeps no histories. */
  public static PastJobs noHistories() {
    return new PastJobs(Optional.empty(), new AccountCalls(100, new SimpleMeterRegistry()));
  }
}
