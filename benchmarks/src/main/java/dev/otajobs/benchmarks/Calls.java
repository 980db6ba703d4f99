package dev.otajobs.benchmarks;

import dev.otajobs.auth.accounts.AccessKey;
import dev.otajobs.auth.accounts.AccessKeyId;
import dev.otajobs.auth.accounts.Account;
import dev.otajobs.auth.accounts.AccountEntry;
import dev.otajobs.auth.accounts.Accounts;
import dev.otajobs.auth.accounts.Secret;
import dev.otajobs.auth.call.Canonical;
import dev.otajobs.auth.call.Parameter;
import dev.otajobs.auth.call.SignedCall;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** QueryOTAJob as the SDKs send it, signed; and the account that signed it. */
final class Calls {

  static final String TIME = "2026-11-22T19:15:24Z";
  static final Account ACCOUNT = new Account("100000000000001", 100_000, Set.of());
  static final AccessKeyId KEY = new AccessKeyId("LTAI5tBenchmarkAccessKey");

  private static final Secret SECRET = Secret.of("thirtyCharactersOfSomeSecret00");
  private static final String NONCE = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";
  private static final String JOB = "HvKuBpuk3rdk6E92CP****0200";

  private Calls() {}

  static Accounts accounts() {
    AccessKey key = new AccessKey(KEY, SECRET, true, Optional.empty());
    return new Accounts(List.of(new AccountEntry(ACCOUNT, List.of(key), List.of())));
  }

  /** A GET with ten parameters. */
  static SignedCall v1(String method) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("Action", "QueryOTAJob");
    parameters.put("JobId", JOB);
    parameters.put("Version", "2018-01-20");
    parameters.put("Format", "JSON");
    parameters.put("AccessKeyId", KEY.value());
    parameters.put("SignatureMethod", method);
    parameters.put("SignatureVersion", "1.0");
    parameters.put("SignatureNonce", NONCE);
    parameters.put("Timestamp", TIME);
    String text = "GET&%2F&" + Canonical.encode(Canonical.query(parameters(parameters)));
    byte[] signature = SECRET.hmac(method.replace("HMAC-", "Hmac"), "&", text);
    parameters.put("Signature", Base64.getEncoder().encodeToString(signature));
    return new SignedCall(
        "GET",
        "/",
        parameters(parameters),
        List.of(),
        MultiMap.caseInsensitiveMultiMap(),
        Buffer.buffer());
  }

  /** A POST with one parameter and six signed headers, without a body. */
  static SignedCall v3() {
    Map<String, String> headers = new TreeMap<>();
    headers.put("host", "127.0.0.1:8080");
    headers.put("x-acs-action", "QueryOTAJob");
    headers.put("x-acs-content-sha256", sha256(""));
    headers.put("x-acs-date", TIME);
    headers.put("x-acs-signature-nonce", NONCE);
    headers.put("x-acs-version", "2018-01-20");
    List<Parameter> query = List.of(new Parameter("JobId", JOB));
    StringBuilder request = new StringBuilder("POST\n/\n" + Canonical.query(query) + "\n");
    headers.forEach((name, value) -> request.append(name).append(':').append(value).append('\n'));
    String names = String.join(";", headers.keySet());
    request.append('\n').append(names).append('\n').append(sha256(""));
    String text = "ACS3-HMAC-SHA256\n" + sha256(request.toString());
    headers.put(
        "authorization",
        "ACS3-HMAC-SHA256 Credential=%s,SignedHeaders=%s,Signature=%s"
            .formatted(KEY, names, HexFormat.of().formatHex(SECRET.hmac("HmacSHA256", "", text))));
    return new SignedCall(
        "POST",
        "/",
        query,
        List.of(),
        MultiMap.caseInsensitiveMultiMap().addAll(headers),
        Buffer.buffer());
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static List<Parameter> parameters(Map<String, String> values) {
    return values.entrySet().stream().map(e -> new Parameter(e.getKey(), e.getValue())).toList();
  }
}
