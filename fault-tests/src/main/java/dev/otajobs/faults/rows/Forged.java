package dev.otajobs.faults.rows;

import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.supervise.Accounts;
import dev.otajobs.faults.supervise.Instance;
import dev.otajobs.faults.supervise.Stack;
import dev.otajobs.faults.workload.RawHttp;
import dev.otajobs.faults.workload.RpcSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Calls that are replayed, forged or expired, and calls of the instances' own endpoints. */
public final class Forged implements FaultRow {

  private static final List<String> INTERNAL =
      List.of("/internal/", "/internal/heartbeat", "/internal/nonces");

  @Override
  public String name() {
    return "forged";
  }

  @Override
  public String description() {
    return "replayed, forged, expired calls; internal endpoints without a certificate";
  }

  @Override
  public String pass() {
    return "refused";
  }

  @Override
  public RowResult run(RowContext context) {
    RowResult result = new RowResult();
    RawHttp http = new RawHttp();
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(2), stack).start()) {
      Instance first = rig.instances().named("instance-1");
      Instance second = rig.instances().named("instance-2");
      signed(result, http, first, second);
      tokens(result, http, first);
      for (Instance instance : List.of(first, second)) {
        internal(result, http, rig, instance);
      }
    }
    return result;
  }

  private static void signed(RowResult result, RawHttp http, Instance first, Instance second) {
    Instant now = Instant.now();
    String good = RpcSigner.query("nobody", "nonce-1", now, Accounts.KEY_SECRET);
    RawHttp.Reply once = http.get(first.port(), good, Map.of());
    result.require(
        once.status() == 200 || once.status() == 503, "the signed call itself is refused: " + once);
    refused(result, "a replay", 400, "SignatureNonceUsed", http.get(first.port(), good, Map.of()));
    refused(
        result,
        "a replay at another instance",
        400,
        "SignatureNonceUsed",
        http.get(second.port(), good, Map.of()));
    String forged = RpcSigner.query("nobody", "nonce-2", now, "a-wrong-secret");
    refused(
        result,
        "a forged signature",
        400,
        "SignatureDoesNotMatch",
        http.get(first.port(), forged, Map.of()));
    String changed =
        RpcSigner.query("nobody", "nonce-3", now, Accounts.KEY_SECRET)
            .replace("JobId=nobody", "JobId=somebody");
    refused(
        result,
        "a changed parameter",
        400,
        "SignatureDoesNotMatch",
        http.get(first.port(), changed, Map.of()));
    String old =
        RpcSigner.query("nobody", "nonce-4", now.minus(Duration.ofHours(1)), Accounts.KEY_SECRET);
    refused(
        result,
        "an expired call",
        400,
        "InvalidTimeStamp.Expired",
        http.get(first.port(), old, Map.of()));
  }

  private static void tokens(RowResult result, RawHttp http, Instance instance) {
    refused(
        result,
        "a wrong bearer token",
        401,
        "",
        http.get(
            instance.port(), "/v1/jobs/probe", Map.of("Authorization", "Bearer not-the-token")));
  }

  private static void internal(RowResult result, RawHttp http, Rig rig, Instance instance) {
    for (String path : INTERNAL) {
      RawHttp.Reply outside = http.get(instance.port(), path, Map.of());
      result.require(outside.status() == 404, "%s on the public port: %s".formatted(path, outside));
    }
    if (!rig.instances().clustered()) {
      result.figure("internal listener", "this release has none");
      return;
    }
    int port = instance.place().peerPort();
    String probe =
        "/internal/jobs?timeout=1000&partition=0&key="
            + rig.probes().key(0).text().replace("/", "%2F");
    for (Map<String, String> headers :
        List.of(Map.<String, String>of(), Map.of("Authorization", "Bearer wrong"))) {
      for (String path : INTERNAL) {
        RawHttp.Reply reply = http.get(port, path, headers);
        refusedInside(result, path, reply);
      }
      refusedInside(result, probe, http.get(port, probe, headers));
    }
    result.figure("internal endpoints of " + instance.name(), "asked in clear");
  }

  private static void refusedInside(RowResult result, String path, RawHttp.Reply reply) {
    result.require(
        reply.status() == 0, "%s in clear, without a certificate: %s".formatted(path, reply));
  }

  private static void refused(
      RowResult result, String what, int status, String code, RawHttp.Reply reply) {
    result.figure(what, reply.status());
    result.require(
        reply.status() == status && reply.body().contains(code),
        "%s is not refused: %d".formatted(what, reply.status()));
  }
}
