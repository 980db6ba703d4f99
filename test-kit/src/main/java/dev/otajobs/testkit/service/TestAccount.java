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
 */
public record TestAccount(
    String id, OptionalInt requestsPerSecond, List<Signer> keys, List<String> tokens) {

  /** The greatest quota that the service takes. */
  public static final OptionalInt GREATEST_QUOTA = OptionalInt.of(100_000);

  public TestAccount {
    keys = List.copyOf(keys);
    tokens = List.copyOf(tokens);
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
    return json;
  }
}
