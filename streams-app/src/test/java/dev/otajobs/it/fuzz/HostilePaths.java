package dev.otajobs.it.fuzz;

import dev.otajobs.it.fuzz.FuzzedRequest.Expected;
import java.util.Random;

/** Requests of any path but {@code /}. */
final class HostilePaths {

  private static final String[] METHODS = {
    "GET", "GET", "GET", "GET", "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE"
  };
  private static final String[] OTHERS = {
    "/live",
    "/live",
    "/ready",
    "/ready",
    "/metrics",
    "/openapi.json",
    "/../../etc/passwd",
    "/..%2f",
    "/v1",
    "/v1/jobs",
    "/v1/job",
    "/V1/JOBS/x",
    "//",
    "//v1/jobs/x",
    "/./",
    "/%2e%2e/%2e%2e",
    "/live/",
    "/live?x=%",
    "/metrics?name[]=x",
    "/favicon.ico",
    "/.git/config",
    "/live;x",
    "/%00",
    "/%",
    "*"
  };

  private final Random random;
  private final Strange strange;
  private final String token;

  HostilePaths(Random random, String token) {
    this.random = random;
    this.strange = new Strange(random);
    this.token = token;
  }

  FuzzedRequest next() {
    boolean job = strange.oneIn(2) || strange.oneIn(3);
    String target = job ? "/v1/jobs/" + jobId() : other();
    Wire wire = Wire.request(strange.of(METHODS), target);
    if (!strange.oneIn(5)) {
      wire.header("Authorization", authorization());
    }
    if (strange.oneIn(5)) {
      wire.header("Ota-At-Least", strange.of("", "x", "\"", strange.header()));
    }
    if (strange.oneIn(5)) {
      wire.header("Ota-Max-Staleness-Ms", strange.of("", "-1", "9".repeat(30), strange.header()));
    }
    byte[] body = strange.oneIn(6) ? strange.body(random.nextInt(300)) : new byte[0];
    return FuzzedRequest.of(job ? "job" : "path", Expected.REPLY, wire.body(body));
  }

  private String jobId() {
    return strange.of(
        "",
        "/",
        "..",
        "../../live",
        "a/b/c",
        "a".repeat(3000),
        strange.value(),
        strange.encoded(9));
  }

  private String other() {
    return strange.oneIn(3) ? "/" + strange.encoded(1 + random.nextInt(12)) : strange.of(OTHERS);
  }

  private String authorization() {
    return strange.of(
        "Bearer " + token,
        "bearer   " + token + " ",
        "Bearer",
        "Bearer ",
        "Bearer " + strange.header(),
        "Bearer " + "x".repeat(9000),
        "Basic Og==",
        strange.header());
  }
}
