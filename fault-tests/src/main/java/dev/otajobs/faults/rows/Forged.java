package dev.otajobs.faults.rows;

import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.workload.Accounts;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Probe;
import dev.otajobs.testkit.service.Stack;
import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Signer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Calls that are replayed, forged or expired, and calls of the instances' own endpoints. */
public final class Forged {

  private static final List<String> INTERNAL =
      List.of("/internal/", "/internal/heartbeat", "/internal/nonces");

  /** Of strangers: none, and those of callers and of peers, made up. */
  private static final List<String[]> HEADERS =
      List.of(new String[0], new String[] {"Authorization", "Bearer wrong"});

  private Forged() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) {
    RowResult result = new RowResult();
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(2), stack).start()) {
      Instance first = rig.instances().named("instance-1");
      Instance second = rig.instances().named("instance-2");
      signed(result, first.port(), second.port());
      refused(
          result,
          "a wrong bearer token",
          401,
          "",
          get(first.port(), "/v1/jobs/probe", "Authorization", "Bearer not-the-token"));
      for (Instance instance : List.of(first, second)) {
        internal(result, rig, instance);
      }
    }
    return result;
  }

  /**
   * What came back.
   *
   * @param status 0 if the connection was not taken, or ended without a reply
   */
  private record Reply(int status, String body) {}

  private static Reply get(int port, String path, String... headers) {
    return new Probe(port)
        .get(path, headers)
        .map(reply -> new Reply(reply.statusCode(), reply.body()))
        .orElse(new Reply(0, "no reply"));
  }

  private static void signed(RowResult result, int first, int second) {
    Instant now = Instant.now();
    String good = signed("nonce-1", now, Accounts.KEY);
    Reply once = get(first, good);
    result.require(
        once.status() == 200 || once.status() == 503, "the signed call itself is refused: " + once);
    refused(result, "a replay", 400, "SignatureNonceUsed", get(first, good));
    refused(result, "a replay at another instance", 400, "SignatureNonceUsed", get(second, good));
    String forged = signed("nonce-2", now, new Signer(Accounts.KEY.keyId(), "a-wrong-secret"));
    refused(result, "a forged signature", 400, "SignatureDoesNotMatch", get(first, forged));
    String changed = signed("nonce-3", now, Accounts.KEY).replace("JobId=nobody", "JobId=somebody");
    refused(result, "a changed parameter", 400, "SignatureDoesNotMatch", get(first, changed));
    String old = signed("nonce-4", now.minus(Duration.ofHours(1)), Accounts.KEY);
    refused(result, "an expired call", 400, "InvalidTimeStamp.Expired", get(first, old));
  }

  /** The path and query of a call for a job that nobody has, signed by V1. */
  private static String signed(String nonce, Instant time, Signer key) {
    Call call = new Call("GET").query("JobId", "nobody").query("Format", "JSON");
    return key.v1(call, "HMAC-SHA1", Signer.timestamp(time), nonce).target();
  }

  private static void internal(RowResult result, Rig rig, Instance instance) {
    for (String path : INTERNAL) {
      Reply outside = get(instance.port(), path);
      result.require(outside.status() == 404, "%s on the public port: %s".formatted(path, outside));
    }
    int port = instance.peerPort();
    String probe =
        "/internal/jobs?timeout=1000&partition=0&key="
            + rig.probes().key(0).text().replace("/", "%2F");
    for (String[] headers : HEADERS) {
      for (String path : INTERNAL) {
        refusedInside(result, path, get(port, path, headers));
      }
      refusedInside(result, probe, get(port, probe, headers));
    }
    result.figure("internal endpoints of " + instance.name(), "asked in clear");
  }

  private static void refusedInside(RowResult result, String path, Reply reply) {
    result.require(
        reply.status() == 0, "%s in clear, without a certificate: %s".formatted(path, reply));
  }

  private static void refused(RowResult result, String what, int status, String code, Reply reply) {
    result.figure(what, reply.status());
    result.require(
        reply.status() == status && reply.body().contains(code),
        "%s is not refused: %d".formatted(what, reply.status()));
  }
}
