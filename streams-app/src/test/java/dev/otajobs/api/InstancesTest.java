package dev.otajobs.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.api.rest.JobResource;
import dev.otajobs.auth.accounts.Account;
import dev.otajobs.auth.accounts.AccountEntry;
import dev.otajobs.auth.accounts.Accounts;
import dev.otajobs.auth.accounts.BearerToken;
import dev.otajobs.auth.accounts.TokenHash;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample's job is of an instance; the callers' accounts list it, or not. */
class InstancesTest {

  private static final String OWN = "iot-cn-0pp1n8t****";

  @ParameterizedTest
  @ValueSource(strings = {"", OWN, OWN + " another"})
  void shouldShowJobsOfTheAccountsInstances(String listed) throws TimeoutException {
    try (TestServer server = server(listed)) {
      assertThat(get(server, SampleJobs.SEED).statusCode()).isEqualTo(200);
    }
  }

  /** All of a reply but its id and its date must be the same. */
  @ParameterizedTest
  @ValueSource(strings = {"*", "W/\"3-42\"", "W/\"3-42+xml\"", "\"none\""})
  void shouldNotTellAnotherInstancesJobFromNone(String held) throws TimeoutException {
    try (TestServer server = server("another")) {
      for (String method : List.of("GET", "HEAD")) {
        for (String accept : List.of("application/json", "application/xml")) {
          HttpResponse<String> hidden = call(server, method, SampleJobs.SEED, accept, held);
          HttpResponse<String> none = call(server, method, "none", accept, held);
          assertThat(hidden.statusCode()).isEqualTo(404);
          assertThat(said(hidden)).isEqualTo(said(none));
        }
      }
    }
  }

  private static String said(HttpResponse<String> response) {
    String id = response.headers().firstValue("x-request-id").orElseThrow();
    Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
    headers.remove("x-request-id");
    headers.remove("date");
    return response.statusCode()
        + headers.toString()
        + response.body().replaceAll("(?i)" + id, "ID");
  }

  private static HttpResponse<String> get(TestServer server, String jobId) {
    return call(server, "GET", jobId, "*/*", "\"none\"");
  }

  private static HttpResponse<String> call(
      TestServer server, String method, String jobId, String accept, String held) {
    return server.method(
        method,
        "/v1/jobs/" + jobId,
        "Authorization",
        "Bearer token",
        "Accept",
        accept,
        "If-None-Match",
        held);
  }

  private static TestServer server(String listed) throws TimeoutException {
    Set<String> instances = listed.isEmpty() ? Set.of() : Set.of(listed.split(" ", -1));
    Accounts accounts =
        new Accounts(
            List.of(
                new AccountEntry(
                    new Account(SampleJobs.ACCOUNT, 1000, instances),
                    List.of(),
                    List.of(new BearerToken(TokenHash.of("token"), true)))));
    return TestServer.of(
        new JobResource(
            TestCallers.rest(() -> accounts, Optional.empty()),
            SampleJobs.visible(SampleJobs.onlySeed()),
            TestCallers.noHistories()));
  }
}
