package dev.otajobs.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.otajobs.auth.call.Parameter;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs calls as a client does; shares no code with what verifies them. */
public record TestSigner(String keyId, String secret) {

  public static final List<String> V3_HEADERS =
      List.of(
          "host",
          "x-acs-action",
          "x-acs-content-sha256",
          "x-acs-date",
          "x-acs-signature-nonce",
          "x-acs-version");

  /** Adds all that V1 needs and the call does not have, and signs it. */
  public Call v1(Call call, String signatureMethod, String timestamp, String nonce) {
    call.query("Action", "QueryOTAJob")
        .query("Version", "2018-01-20")
        .query("AccessKeyId", keyId)
        .query("SignatureMethod", signatureMethod)
        .query("SignatureVersion", "1.0")
        .query("SignatureNonce", nonce)
        .query("Timestamp", timestamp);
    return signV1(call, true);
  }

  /** Signs the parameters that there are; Tea Java signs none that is empty. */
  Call signV1(Call call, boolean withEmpty) {
    call.without("Signature");
    List<Parameter> all = new ArrayList<>(call.query);
    all.addAll(call.form);
    all.removeIf(parameter -> !withEmpty && parameter.value().isEmpty());
    String algorithm = call.parameter("SignatureMethod").replace("HMAC-", "Hmac");
    String text = call.method + "&" + encode(call.path) + "&" + encode(canonical(all));
    return call.query(
        "Signature", Base64.getEncoder().encodeToString(hmac(algorithm, secret + "&", text)));
  }

  /** Adds all that V3 needs, and signs these headers. */
  public Call v3(Call call, List<String> signedHeaders, String date, String nonce) {
    call.headers.putIfAbsent("host", List.of("127.0.0.1:8080"));
    call.header("x-acs-action", "QueryOTAJob")
        .header("x-acs-version", "2018-01-20")
        .header("x-acs-date", date)
        .header("x-acs-signature-nonce", nonce)
        .header("x-acs-content-sha256", sha256(call.body));
    String headers = String.join(";", signedHeaders);
    StringBuilder values = new StringBuilder();
    signedHeaders.forEach(
        name -> values.append(name + ":" + call.headers.get(name).get(0).trim() + "\n"));
    String request =
        String.join(
            "\n",
            call.method,
            call.path,
            canonical(call.query),
            values,
            headers,
            sha256(call.body));
    byte[] signature =
        hmac("HmacSHA256", secret, "ACS3-HMAC-SHA256\n" + sha256(request.getBytes(UTF_8)));
    return call.header(
        "authorization",
        "ACS3-HMAC-SHA256 Credential=%s,SignedHeaders=%s,Signature=%s"
            .formatted(keyId, headers, hex(signature)));
  }

  private static String canonical(List<Parameter> parameters) {
    // Latin-1 characters sort as bytes do.
    Map<String, String> sorted = new TreeMap<>();
    parameters.forEach(
        p ->
            sorted.put(
                new String(p.name().getBytes(UTF_8), ISO_8859_1),
                encode(p.name()) + "=" + encode(p.value())));
    return String.join("&", sorted.values());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  static String sha256(byte[] bytes) {
    try {
      return hex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] hmac(String algorithm, String key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), algorithm));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
