package dev.otajobs.benchmarks.load.wrk;

import dev.otajobs.auth.call.Canonical;
import dev.otajobs.auth.call.Parameter;
import dev.otajobs.benchmarks.load.rig.Accounts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs QueryOTAJob with one access key, each call with a nonce of its own. */
public final class Signer {

  private static final String VERSION = "2018-01-20";
  private static final String EMPTY_BODY = sha256("");

  private final String keyId;
  private final String secret;
  private final String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  private final String run = Long.toString(System.nanoTime(), 36);
  private long nonces;

  /**
   * Signs as of now, which is good for 15 minutes.
   *
   * @param key number of the access key
   */
  public Signer(int key) {
    this.keyId = Accounts.keyId(key);
    this.secret = Accounts.secret(key);
  }

  /** By the RPC signature V1, HMAC-SHA1. */
  public Request v1(String jobId) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("Action", "QueryOTAJob");
    parameters.put("Version", VERSION);
    parameters.put("Format", "JSON");
    parameters.put("JobId", jobId);
    parameters.put("AccessKeyId", keyId);
    parameters.put("SignatureMethod", "HMAC-SHA1");
    parameters.put("SignatureVersion", "1.0");
    parameters.put("SignatureNonce", nonce());
    parameters.put("Timestamp", time);
    String query = query(parameters);
    String text = "GET&%2F&" + Canonical.encode(query);
    String signature = Base64.getEncoder().encodeToString(hmac("HmacSHA1", secret + "&", text));
    return new Request("GET", "/?" + query + "&Signature=" + Canonical.encode(signature), Map.of());
  }

  /** By ACS3-HMAC-SHA256. */
  public Request v3(String jobId) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("host", "127.0.0.1");
    headers.put("x-acs-action", "QueryOTAJob");
    headers.put("x-acs-content-sha256", EMPTY_BODY);
    headers.put("x-acs-date", time);
    headers.put("x-acs-signature-nonce", nonce());
    headers.put("x-acs-version", VERSION);
    String query = query(Map.of("JobId", jobId));
    String names = String.join(";", headers.keySet());
    String lines =
        headers.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue() + "\n")
            .collect(Collectors.joining());
    String canonical = String.join("\n", "GET", "/", query, lines, names, EMPTY_BODY);
    String text = "ACS3-HMAC-SHA256\n" + sha256(canonical);
    headers.put(
        "authorization",
        "ACS3-HMAC-SHA256 Credential=%s,SignedHeaders=%s,Signature=%s"
            .formatted(keyId, names, hex(hmac("HmacSHA256", secret, text))));
    return new Request("GET", "/?" + query, headers);
  }

  private String nonce() {
    return run + "-" + nonces++;
  }

  private static String query(Map<String, String> parameters) {
    List<Parameter> all =
        parameters.entrySet().stream()
            .map(entry -> new Parameter(entry.getKey(), entry.getValue()))
            .toList();
    return Canonical.query(all);
  }

  private static byte[] hmac(String algorithm, String key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(String text) {
    try {
      return hex(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
