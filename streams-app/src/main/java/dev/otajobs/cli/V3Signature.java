package dev.otajobs.cli;

import dev.otajobs.auth.call.Canonical;
import dev.otajobs.auth.call.Parameter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs calls without a body by ACS3-HMAC-SHA256. Rule: Alibaba Cloud, "V3 request body &amp;
 * signature mechanism".
 */
final class V3Signature {

  private static final String ALGORITHM = "ACS3-HMAC-SHA256";
  private static final String VERSION = "2018-01-20";

  private V3Signature() {}

  /** Adds the headers of a signed call of an action to a GET of this address. */
  static void sign(
      HttpRequest.Builder request,
      URI uri,
      String action,
      List<Parameter> query,
      Caller.AccessKey key) {
    String noBody = sha256("");
    Map<String, String> headers = new TreeMap<>();
    headers.put("x-acs-action", action);
    headers.put("x-acs-version", VERSION);
    headers.put("x-acs-date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    headers.put("x-acs-signature-nonce", UUID.randomUUID().toString());
    headers.put("x-acs-content-sha256", noBody);
    headers.forEach(request::header);
    // The client of the JDK sends this one by itself.
    headers.put("host", host(uri));
    StringBuilder lines = new StringBuilder();
    headers.forEach((name, value) -> lines.append(name).append(':').append(value).append('\n'));
    String signed = String.join(";", headers.keySet());
    String canonical =
        String.join("\n", "GET", uri.getPath(), Canonical.query(query), lines, signed, noBody);
    request.header(
        "Authorization",
        "%s Credential=%s,SignedHeaders=%s,Signature=%s"
            .formatted(
                ALGORITHM,
                key.id(),
                signed,
                hmac(key.secret(), ALGORITHM + "\n" + sha256(canonical))));
  }

  /** It leaves out the port that the scheme has anyway. */
  static String host(URI uri) {
    int usual = uri.getScheme().equals("https") ? 443 : 80;
    return uri.getPort() < 0 || uri.getPort() == usual
        ? uri.getHost()
        : uri.getHost() + ":" + uri.getPort();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
