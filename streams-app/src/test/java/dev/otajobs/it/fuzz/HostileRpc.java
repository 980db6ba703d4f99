package dev.otajobs.it.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.otajobs.auth.RandomCall;
import dev.otajobs.it.fuzz.FuzzedRequest.Expected;
import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Signer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Calls of {@code /} that are HTTP and hardly anything else. */
final class HostileRpc {

  private static final String[] NAMES = {
    "Action",
    "JobId",
    "IotInstanceId",
    "Version",
    "Format",
    "AccessKeyId",
    "Signature",
    "SignatureMethod",
    "SignatureVersion",
    "SignatureNonce",
    "Timestamp",
    "SecurityToken",
    "RegionId",
    "SignatureType"
  };
  private static final String[] METHODS = {
    "GET",
    "GET",
    "GET",
    "POST",
    "POST",
    "POST",
    "PUT",
    "DELETE",
    "HEAD",
    "OPTIONS",
    "PATCH",
    "TRACE",
    "PROPFIND",
    "FROB",
    "get"
  };
  private static final String[] TYPES = {
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencodedX",
    "APPLICATION/X-WWW-FORM-URLENCODED",
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/json",
    "",
    ";;;",
    "a/b; charset=\"nonsense"
  };

  private final Random random;
  private final Strange strange;
  private final SignedCalls signed;

  HostileRpc(Random random, SignedCalls signed) {
    this.random = random;
    this.strange = new Strange(random);
    this.signed = signed;
  }

  FuzzedRequest next() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> parameters();
      case 3 -> authorization();
      case 4 -> odd();
      case 5 -> replay();
      case 6 -> times();
      default -> body();
    };
  }

  /** Some of the known parameters and some unknown ones, right or wrong. */
  private String query() {
    List<String> pairs = new ArrayList<>();
    for (String name : NAMES) {
      if (random.nextBoolean()) {
        pairs.add(name + "=" + (strange.oneIn(3) ? strange.value() : plausible(name)));
      }
    }
    int more = strange.oneIn(30) ? 200 : random.nextInt(4);
    for (int i = 0; i < more; i++) {
      pairs.add(more > 4 ? "p" + i + "=" + i : strange.value() + strange.of("=", "", "==") + "x");
    }
    if (strange.oneIn(8) && !pairs.isEmpty()) {
      pairs.add(pairs.get(0));
    }
    Collections.shuffle(pairs, random);
    return String.join(strange.oneIn(20) ? strange.of("&&", ";", "&amp;", "#") : "&", pairs);
  }

  private String plausible(String name) {
    return switch (name) {
      case "Action" -> "QueryOTAJob";
      case "JobId" -> strange.of(signed.jobId(), "none");
      case "Version" -> strange.of("2018-01-20", "2022-01-01");
      case "Format" -> strange.of("JSON", "XML", "json", "xMl");
      case "AccessKeyId" -> signed.signer().keyId();
      case "SignatureMethod" -> strange.of("HMAC-SHA1", "HMAC-SHA256");
      case "SignatureVersion" -> "1.0";
      case "Timestamp" -> SignedCalls.now();
      default -> "x" + random.nextInt(1000);
    };
  }

  private FuzzedRequest parameters() {
    Wire wire = Wire.request(strange.of("GET", "POST"), "/?" + query());
    return FuzzedRequest.of("parameters", Expected.RPC_REPLY, headers(wire).body(new byte[0]));
  }

  private Wire headers(Wire wire) {
    if (strange.oneIn(4)) {
      wire.header(
          "Accept", strange.of("application/json", "text/xml", "*/*", ",", strange.header()));
    }
    if (strange.oneIn(6)) {
      wire.header("x-acs-action", strange.header()).header("x-acs-version", strange.header());
    }
    if (strange.oneIn(6)) {
      wire.header(
          "Ota-At-Least", strange.of("", "-", "\"", "\"\"", "0--1", "9".repeat(400) + "-1"));
    }
    if (strange.oneIn(6)) {
      wire.header("Ota-Max-Staleness-Ms", strange.of("-1", "1e9", "9999999999", strange.header()));
    }
    return wire;
  }

  private FuzzedRequest authorization() {
    String[] values = {
      "ACS3-",
      "ACS3-HMAC-SHA256",
      "ACS3-HMAC-SHA256 ",
      "ACS3-HMAC-SHA256 =",
      "ACS3-RSA x=y",
      "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=,Signature=b",
      "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=" + "a;".repeat(3000) + "a,Signature=b",
      "ACS3-HMAC-SHA256 " + "a=b,".repeat(2000),
      "ACS3-HMAC-SHA256 Credential="
          + signed.signer().keyId()
          + ",SignedHeaders="
          + String.join(";", Signer.V3_HEADERS)
          + ";accept,Signature="
          + strange.header(),
      "Basic YTpi",
      "Bearer",
      "Bearer  ",
      strange.header()
    };
    Wire wire =
        Wire.request(strange.of("GET", "POST"), "/?Action=QueryOTAJob&" + strange.of("", query()))
            .header("Authorization", strange.of(values));
    if (random.nextBoolean()) {
      wire.header("x-acs-action", "QueryOTAJob")
          .header("x-acs-version", "2018-01-20")
          .header("x-acs-date", SignedCalls.now())
          .header("x-acs-signature-nonce", strange.header())
          .header("x-acs-content-sha256", strange.header());
    }
    return FuzzedRequest.of("authorization", Expected.RPC_REPLY, headers(wire).body(new byte[0]));
  }

  /** Other methods and other ways to write the address. */
  private FuzzedRequest odd() {
    String target = strange.of("/", "/?", "/??", "/?&&&", "/?=", "/?" + query());
    Wire wire = headers(Wire.request(strange.of(METHODS), target));
    wire.header("Expect", strange.of("200-ok", "x")).header("Connection", strange.of("close", "x"));
    return FuzzedRequest.of("odd", Expected.RPC_REPLY, wire.body(new byte[0]));
  }

  /** One of a few nonces: the first call succeeds, and no other. */
  private FuzzedRequest replay() {
    Call call = new RandomCall(random).next(false).path("/");
    call.query("JobId", signed.jobId());
    signed.sign(call, random.nextBoolean(), random, "replayed-" + random.nextInt(4));
    return FuzzedRequest.of("replay", Expected.RPC_REPLY, Wire.of(call));
  }

  private FuzzedRequest times() {
    String[] times = {
      "",
      "0",
      "2026-11-22T19:15:24Z",
      "9999-99-99T99:99:99Z",
      "+999999999-01-01T00:00:00Z",
      "2026-02-30T00:00:00Z",
      "-001-01-01T00:00:00Z",
      "2026-11-22T19:15:24+",
      "２０２６-11-22T19:15Z",
      "0000-01-01T00:00:00Z",
      "9999-12-31T23:59:59Z",
      "2026-11-22T24:00:00Z",
      "1970-01-01T00:00:0Z"
    };
    Call call = new Call("POST").query("JobId", signed.jobId());
    String nonce = "n".repeat(random.nextInt(140));
    signed.signer().v1(call, "HMAC-SHA1", strange.of(times), nonce);
    return FuzzedRequest.of("times", Expected.RPC_REPLY, Wire.of(call));
  }

  private FuzzedRequest body() {
    Wire wire = headers(Wire.request("POST", "/?" + strange.of("", query())));
    wire.header("Content-Type", strange.of(TYPES));
    int length = strange.oneIn(40) ? 70_000 : random.nextInt(400);
    byte[] body = random.nextBoolean() ? strange.body(length) : query().getBytes(ISO_8859_1);
    return FuzzedRequest.of(
        "body",
        Expected.RPC_REPLY,
        random.nextBoolean() ? wire.body(body) : wire.chunked(body, 1 + random.nextInt(600)));
  }
}
