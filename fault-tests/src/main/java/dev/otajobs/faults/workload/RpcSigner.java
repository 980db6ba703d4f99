package dev.otajobs.faults.workload;

import dev.otajobs.auth.call.Canonical;
import dev.otajobs.faults.supervise.Accounts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs calls by the RPC signature V1. */
public final class RpcSigner {

  private RpcSigner() {}

  /** The path and query of a signed GET, all parameters valid. */
  public static String query(String jobId, String nonce, Instant time, String secret) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("Action", "QueryOTAJob");
    parameters.put("Version", "2018-01-20");
    parameters.put("Format", "JSON");
    parameters.put("JobId", jobId);
    parameters.put("AccessKeyId", Accounts.KEY_ID);
    parameters.put("SignatureMethod", "HMAC-SHA1");
    parameters.put("SignatureVersion", "1.0");
    parameters.put("SignatureNonce", nonce);
    parameters.put("Timestamp", time.truncatedTo(ChronoUnit.SECONDS).toString());
    String canonical =
        parameters.entrySet().stream()
            .map(
                entry ->
                    Canonical.encode(entry.getKey()) + "=" + Canonical.encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    String toSign = "GET&" + Canonical.encode("/") + "&" + Canonical.encode(canonical);
    return "/?" + canonical + "&Signature=" + Canonical.encode(hmac(toSign, secret));
  }

  private static String hmac(String text, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec((secret + "&").getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
