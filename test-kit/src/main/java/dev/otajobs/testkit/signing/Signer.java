package dev.otajobs.testkit.signing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Signs calls of QueryOTAJob with an access key, as Alibaba Cloud's SDKs do. */
public record Signer(String keyId, String secret) {

  /** The headers that the SDKs sign by V3. */
  public static final List<String> V3_HEADERS =
      List.of(
          "host",
          "x-acs-action",
          "x-acs-content-sha256",
          "x-acs-date",
          "x-acs-signature-nonce",
          "x-acs-version");

  /** The time as both signatures have it: UTC, in whole seconds. */
  public static String timestamp(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /**
   * Adds all parameters that the RPC signature V1 needs, and signs the call.
   *
   * @param signatureMethod {@code HMAC-SHA1} or {@code HMAC-SHA256}
   */
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

  /**
   * Signs the parameters that there are by V1.
   *
   * @param withEmpty whether parameters without a value are signed; Tea Java signs none of them
   */
  public Call signV1(Call call, boolean withEmpty) {
    call.without("Signature");
    List<Parameter> all = new ArrayList<>(call.query());
    all.addAll(call.form());
    all.removeIf(parameter -> !withEmpty && parameter.value().isEmpty());
    String algorithm = call.parameter("SignatureMethod").replace("HMAC-", "Hmac");
    String text =
        String.join(
            "&", call.method(), Encoding.encode(call.path()), Encoding.encode(canonical(all)));
    byte[] signature = Hashes.hmac(algorithm, secret + "&", text);
    return call.query("Signature", Base64.getEncoder().encodeToString(signature));
  }

  /** Adds all headers that ACS3-HMAC-SHA256 (V3) needs, and signs these of them. */
  public Call v3(Call call, List<String> signedHeaders, String date, String nonce) {
    call.headers().putIfAbsent("host", List.of("127.0.0.1:8080"));
    call.header("x-acs-action", "QueryOTAJob")
        .header("x-acs-version", "2018-01-20")
        .header("x-acs-date", date)
        .header("x-acs-signature-nonce", nonce)
        .header("x-acs-content-sha256", Hashes.sha256(call.body()));
    return signV3(call, signedHeaders);
  }

  /** Signs these headers, which have to be there, by V3. */
  public Call signV3(Call call, List<String> signedHeaders) {
    String text = "ACS3-HMAC-SHA256\n" + Hashes.sha256(canonicalRequest(call, signedHeaders));
    return call.header(
        "authorization",
        "ACS3-HMAC-SHA256 Credential=%s,SignedHeaders=%s,Signature=%s"
            .formatted(
                keyId,
                String.join(";", signedHeaders),
                Hashes.hex(Hashes.hmac("HmacSHA256", secret, text))));
  }

  private static String canonicalRequest(Call call, List<String> signedHeaders) {
    StringBuilder lines = new StringBuilder();
    for (String name : signedHeaders) {
      lines.append(name).append(':').append(call.header(name).trim()).append('\n');
    }
    return String.join(
        "\n",
        call.method(),
        call.path(),
        canonical(call.query()),
        lines,
        String.join(";", signedHeaders),
        Hashes.sha256(call.body()));
  }

  private static String canonical(List<Parameter> parameters) {
    // Sorted by the bytes of their names: Latin-1 characters sort as bytes do.
    Map<String, String> sorted = new TreeMap<>();
    parameters.forEach(
        p -> sorted.put(new String(p.name().getBytes(UTF_8), ISO_8859_1), Encoding.pair(p)));
    return String.join("&", sorted.values());
  }
}
