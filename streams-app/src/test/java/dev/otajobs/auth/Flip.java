package dev.otajobs.auth;

import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Hashes;
import dev.otajobs.testkit.signing.Parameter;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/** One change to a signed call, and what it must be refused with. */
public record Flip(String name, AuthError expected, BiConsumer<Call, Random> change) {

  private static final AuthError MISMATCH = AuthError.SIGNATURE_DOES_NOT_MATCH;

  private static final List<Flip> OF_ANY =
      List.of(
          new Flip(
              "method", MISMATCH, (c, r) -> c.method(c.method().equals("GET") ? "POST" : "GET")),
          new Flip("path", MISMATCH, (c, r) -> c.path(c.path() + "x")),
          new Flip("added parameter", MISMATCH, (c, r) -> c.query("added", "1")),
          new Flip("name", MISMATCH, (c, r) -> change(c, r, true)),
          new Flip("value", MISMATCH, (c, r) -> change(c, r, false)),
          new Flip("removed parameter", MISMATCH, (c, r) -> remove(c, r)));

  public static final List<Flip> OF_V1 =
      plus(
          parameter("AccessKeyId", "unknown", AuthError.ACCESS_KEY_NOT_FOUND),
          parameter("AccessKeyId", TestAccounts.SECOND.keyId(), MISMATCH),
          parameter("AccessKeyId", TestAccounts.DISABLED.keyId(), AuthError.ACCESS_KEY_INACTIVE),
          parameter("Timestamp", "2026-11-22T19:15:25Z", MISMATCH),
          parameter("Timestamp", "2026-11-22T18:15:24Z", AuthError.TIMESTAMP_EXPIRED),
          parameter("Timestamp", "2026-11-22T19:15:24", AuthError.TIMESTAMP_FORMAT),
          parameter("SignatureNonce", "another", MISMATCH),
          parameter("SignatureNonce", "", AuthError.MISSING_SIGNATURE_NONCE),
          parameter("SignatureVersion", "1.1", AuthError.INCOMPLETE_SIGNATURE),
          parameter("SignatureMethod", "HMAC-MD5", AuthError.INVALID_SIGNATURE_METHOD),
          parameter("Action", "DeleteAll", MISMATCH),
          parameter("Version", "2022-01-01", MISMATCH),
          parameter("SecurityToken", "any", MISMATCH),
          new Flip("algorithm", MISMATCH, (c, r) -> otherAlgorithm(c)),
          new Flip(
              "signature",
              MISMATCH,
              (c, r) -> c.query("Signature", flipped(c.parameter("Signature"), r))));

  public static final List<Flip> OF_V3 =
      plus(
          header("host", "127.0.0.1:8081", MISMATCH),
          header("x-acs-action", "DeleteAll", MISMATCH),
          header("x-acs-version", "2022-01-01", MISMATCH),
          header("x-acs-signature-nonce", "another", MISMATCH),
          header("x-acs-date", "2026-11-22T19:15:25Z", MISMATCH),
          header("x-acs-date", "2026-11-22T18:15:24Z", AuthError.TIMESTAMP_EXPIRED),
          header("x-acs-date", "2026-11-22 19:15:24Z", AuthError.TIMESTAMP_FORMAT),
          header("x-acs-content-sha256", "0".repeat(64), MISMATCH),
          header("x-acs-security-token", "any", AuthError.INCOMPLETE_SIGNATURE),
          authorization("=testAccessKeyId", "=unknown", AuthError.ACCESS_KEY_NOT_FOUND),
          authorization("=testAccessKeyId", "=secondKey", MISMATCH),
          authorization("host;", "", MISMATCH),
          authorization("=host;x-acs-action", "=x-acs-action;host", MISMATCH),
          authorization(";x-acs-date", "", AuthError.INCOMPLETE_SIGNATURE),
          authorization("x-acs-action;", "", AuthError.INCOMPLETE_SIGNATURE),
          authorization(";x-acs-signature-nonce", "", AuthError.INCOMPLETE_SIGNATURE),
          authorization(";x-acs-version", "", AuthError.INCOMPLETE_SIGNATURE),
          authorization("HMAC-SHA256", "RSA-SHA256", AuthError.INVALID_SIGNATURE_METHOD),
          new Flip("body", MISMATCH, (c, r) -> c.body(longer(c.body()))),
          new Flip("body and its hash", MISMATCH, (c, r) -> replaceBody(c)),
          new Flip(
              "signature",
              MISMATCH,
              (c, r) -> c.header("authorization", flipped(c.header("authorization"), r))));

  private static Flip parameter(String name, String value, AuthError expected) {
    return new Flip(name + "=" + value, expected, (call, random) -> call.query(name, value));
  }

  private static Flip header(String name, String value, AuthError expected) {
    return new Flip(name + ": " + value, expected, (call, random) -> call.header(name, value));
  }

  private static Flip authorization(String part, String replaced, AuthError expected) {
    return new Flip(
        part + " to " + replaced,
        expected,
        (call, random) ->
            call.header("authorization", call.header("authorization").replace(part, replaced)));
  }

  private static List<Flip> plus(Flip... more) {
    return java.util.stream.Stream.concat(OF_ANY.stream(), List.of(more).stream()).toList();
  }

  private static List<Parameter> someOwn(Call call) {
    return call.query().stream().anyMatch(Flip::isOwn) ? call.query() : call.form();
  }

  private static boolean isOwn(Parameter parameter) {
    return parameter.name().matches("(?s).*p[0-9]");
  }

  private static int anyOwn(List<Parameter> parameters, Random random) {
    List<Parameter> own = parameters.stream().filter(Flip::isOwn).toList();
    return parameters.indexOf(own.get(random.nextInt(own.size())));
  }

  private static void change(Call call, Random random, boolean name) {
    List<Parameter> parameters = someOwn(call);
    int i = anyOwn(parameters, random);
    Parameter old = parameters.get(i);
    parameters.set(
        i,
        name
            ? new Parameter(old.name() + "x", old.value())
            : new Parameter(old.name(), old.value() + "x"));
  }

  private static void remove(Call call, Random random) {
    List<Parameter> parameters = someOwn(call);
    parameters.remove(anyOwn(parameters, random));
  }

  private static void otherAlgorithm(Call call) {
    boolean sha1 = call.parameter("SignatureMethod").equals("HMAC-SHA1");
    call.query("SignatureMethod", sha1 ? "HMAC-SHA256" : "HMAC-SHA1");
  }

  /** One of the last ten characters, which are of the signature in both versions. */
  private static String flipped(String signature, Random random) {
    int i = signature.length() - 3 - random.nextInt(8);
    char other = signature.charAt(i) == '1' ? '2' : '1';
    return signature.substring(0, i) + other + signature.substring(i + 1);
  }

  private static byte[] longer(byte[] body) {
    return java.util.Arrays.copyOf(body, body.length + 1);
  }

  private static void replaceBody(Call call) {
    call.body(longer(call.body()));
    call.header("x-acs-content-sha256", Hashes.sha256(call.body()));
  }
}
