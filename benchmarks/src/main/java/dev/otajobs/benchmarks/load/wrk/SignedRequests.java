package dev.otajobs.benchmarks.load.wrk;

import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Signer;
import java.time.Instant;

/**
 * Requests of QueryOTAJob that one access key signs, each with a nonce of its own. They are signed
 * as of when this was made, and are good for 15 minutes from then on.
 */
public final class SignedRequests {

  private final Signer signer;
  private final String time = Signer.timestamp(Instant.now());
  private final String run = Long.toString(System.nanoTime(), 36);
  private long nonces;

  public SignedRequests(Signer signer) {
    this.signer = signer;
  }

  /** By the RPC signature V1, HMAC-SHA1. */
  public Request v1(String jobId) {
    Call call = new Call("GET").query("JobId", jobId).query("Format", "JSON");
    return Request.of(signer.v1(call, "HMAC-SHA1", time, nonce()));
  }

  /** By ACS3-HMAC-SHA256. */
  public Request v3(String jobId) {
    Call call = new Call("GET").query("JobId", jobId).header("host", "127.0.0.1");
    return Request.of(signer.v3(call, Signer.V3_HEADERS, time, nonce()));
  }

  private String nonce() {
    return run + "-" + nonces++;
  }
}
