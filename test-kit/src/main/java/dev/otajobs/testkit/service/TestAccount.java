package dev.otajobs.testkit.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.testkit.machine.PrivateFile;
import dev.otajobs.testkit.signing.Hashes;
import dev.otajobs.testkit.signing.Signer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * An account, as an operator lists it in the service's accounts file.
 *
 * @param requestsPerSecond its quota; empty for the service's default
 * @param keys its access keys
 * @param tokens its bearer tokens, of which the file has the hashes
 * @param permissions what it may do, by the names of the file
 * @param quotas calls per second, by the call's name
 */
public record TestAccount(
    String id,
    OptionalInt requestsPerSecond,
    List<Signer> keys,
    List<String> tokens,
    List<String> permissions,
    Map<String, Integer> quotas) {

  /** The greatest quota that the service takes. */
  public static final OptionalInt GREATEST_QUOTA = OptionalInt.of(100_000);

  private static final List<String> READ_ONLY = List.of("read");

  public TestAccount {
    keys = List.copyOf(keys);
    tokens = List.copyOf(tokens);
    permissions = List.copyOf(permissions);
    quotas = Map.copyOf(quotas);
  }

  /** An account that may only read. */
  public TestAccount(
      String id, OptionalInt requestsPerSecond, List<Signer> keys, List<String> tokens) {
    this(id, requestsPerSecond, keys, tokens, READ_ONLY, Map.of());
  }

  /** The same, which may do everything, and make each of these calls so often a second. */
  public TestAccount mayAll(Map<String, Integer> callsPerSecond) {
    return new TestAccount(
        id,
        requestsPerSecond,
        keys,
        tokens,
        List.of("read", "jobs", "packages", "operate"),
        callsPerSecond);
  }

  /** Writes a file of these accounts. */
  public static Path write(Path file, TestAccount... accounts) {
    List<Map<String, Object>> all = List.of(accounts).stream().map(TestAccount::json).toList();
    try {
      return PrivateFile.write(
          file, new ObjectMapper().writeValueAsString(Map.of("accounts", all)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write accounts as JSON.", e);
    }
  }

  private Map<String, Object> json() {
    Map<String, Object> json = new TreeMap<>();
    json.put("accountId", id);
    requestsPerSecond.ifPresent(quota -> json.put("requestsPerSecond", quota));
    json.put(
        "accessKeys",
        keys.stream().map(key -> Map.of("id", key.keyId(), "secret", key.secret())).toList());
    json.put(
        "bearerTokens",
        tokens.stream().map(token -> Map.of("sha256", Hashes.sha256(token))).toList());
    // As most files are: what has its default is left out.
    if (!permissions.equals(READ_ONLY)) {
      json.put("permissions", permissions);
    }
    if (!quotas.isEmpty()) {
      json.put("quotas", quotas);
    }
    return json;
  }
}
