package dev.otajobs.api.rest;

import dev.otajobs.api.Viewer;
import dev.otajobs.auth.accounts.Account;
import dev.otajobs.auth.accounts.Accounts;
import dev.otajobs.auth.accounts.Permission;
import dev.otajobs.auth.quota.Admission;
import dev.otajobs.auth.quota.Quotas;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Authenticates calls by bearer token and counts them against the quota of their account. */
public final class BearerCallers {

  private static final String SCHEME = "Bearer ";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

  private final Supplier<Accounts> accounts;
  private final Quotas quotas;
  private final Optional<String> unsignedAccount;
  private final boolean unsignedOperator;

  /**
   * @param unsignedAccount for development: calls without a token act as this account, without a
   *     quota; empty refuses them
   * @param unsignedOperator whether these may also do what operators may
   */
  public BearerCallers(
      Supplier<Accounts> accounts,
      Quotas quotas,
      Optional<String> unsignedAccount,
      boolean unsignedOperator) {
    this.accounts = accounts;
    this.quotas = quotas;
    this.unsignedAccount = unsignedAccount;
    this.unsignedOperator = unsignedOperator;
  }

  /**
   * The operator who calls. Without a token only a call to this machine by one of its own names
   * counts: a page of another site, whose name leads here as well, must not act as an operator.
   *
   * @throws ProblemException as {@link #admit}
   */
  Viewer admitOperator(HttpServerRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null && unsignedAccount.isPresent()) {
      HostAndPort authority = request.authority();
      if (!unsignedOperator || authority == null || !LOOPBACK.contains(authority.host())) {
        throw new ProblemException(Problem.FORBIDDEN);
      }
    }
    return admit(authorization, Permission.OPERATE);
  }

  /**
   * The caller, by the value of the Authorization header.
   *
   * @param needed what the account must be allowed
   * @throws ProblemException if the token is missing or unknown, the quota is used up, or the
   *     account may not do it
   */
  Viewer admit(@Nullable String authorization, Permission needed) {
    if (authorization == null) {
      return unsignedAccount.map(Viewer::unsigned).orElseThrow(BearerCallers::unknown);
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw unknown();
    }
    Account account =
        accounts
            .get()
            .authenticateBearer(authorization.substring(SCHEME.length()).strip())
            .orElseThrow(BearerCallers::unknown);
    if (quotas.admit(account.quota()) instanceof Admission.Throttled throttled) {
      long seconds = throttled.retryAfter().plusMillis(999).toSeconds();
      throw new ProblemException(
          RestReply.Failed.of(Problem.THROTTLED, "Retry-After", Long.toString(seconds)));
    }
    if (!account.permissions().contains(needed)) {
      throw new ProblemException(Problem.FORBIDDEN);
    }
    return Viewer.of(account);
  }

  private static ProblemException unknown() {
    return new ProblemException(
        RestReply.Failed.of(Problem.UNAUTHORIZED, "WWW-Authenticate", "Bearer"));
  }
}
