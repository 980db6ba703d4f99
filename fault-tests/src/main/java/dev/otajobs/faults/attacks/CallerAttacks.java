package dev.otajobs.faults.attacks;

import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Percentile;
import dev.otajobs.faults.workload.Accounts;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Probe;
import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Signer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** By who can reach the port, with an access key or without. */
final class CallerAttacks {

  private static final Duration EACH = Duration.ofSeconds(10);
  private static final int UNFINISHED = 1_030;
  private static final int SCRAPES = 400;

  /** More than the nonces that are remembered for the quota of {@link Attacks#SMALL}. */
  private static final int CALLS = 10_000;

  private static final int MOST_REPLY = 64 * 1024;

  private CallerAttacks() {}

  /** Headers of a POST, and the body never. */
  static void bodies(Target target, RowResult result) throws IOException {
    Target.Usual usual = target.usual();
    List<Socket> sockets = new ArrayList<>();
    int refused = 0;
    int asked = 0;
    try {
      long end = System.nanoTime() + EACH.toNanos();
      while (System.nanoTime() - end < 0) {
        for (int i = 0; sockets.size() < UNFINISHED || i < 10; i++) {
          sockets.add(
              send(target.first(), "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n"));
        }
        asked++;
        HttpResponse<String> reply = signed(target.first(), Accounts.KEY, "nobody").orElse(null);
        refused += reply == null || reply.statusCode() == 503 ? 1 : 0;
        Await.pause(Duration.ofMillis(100));
      }
      result.figure("unfinished requests", sockets.size());
      result.figure("signed calls without an answer", refused + " of " + asked);
      result.require(refused <= asked / 50, refused + " signed calls had no answer");
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    usual.judge(result);
  }

  /** One connection asks for all metrics again and again, without waiting. */
  static void scrapes(Target target, RowResult result) throws IOException {
    Target.Usual usual = target.usual();
    long began = System.nanoTime();
    try (Socket socket =
        send(target.first(), "GET /metrics HTTP/1.1\r\nHost: h\r\n\r\n".repeat(SCRAPES))) {
      socket.setSoTimeout(60_000);
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[1 << 16];
      List<Duration> took = new ArrayList<>();
      long bytes = 0;
      while (in.available() > 0 || System.nanoTime() - began < EACH.toNanos()) {
        int read = in.available() > 0 ? in.read(buffer) : 0;
        bytes += Math.max(0, read);
        if (read == 0) {
          long at = System.nanoTime();
          target.first().probe().finds("nobody");
          took.add(Duration.ofNanos(System.nanoTime() - at));
        }
      }
      result.figure("MiB of metrics", bytes >> 20);
      result.figure("queries meanwhile, p99", Percentile.text(Percentile.of(took, 0.99)));
    }
    usual.judge(result);
  }

  /** A caller who sends far more calls than its quota allows, each with a nonce of its own. */
  static void nonces(Target target, RowResult result) {
    Target.Usual usual = target.usual();
    Signer key = Attacks.SMALL;
    List<CompletableFuture<Integer>> calls = new ArrayList<>();
    int throttled = 0;
    for (int i = 0; i < CALLS; i++) {
      calls.add(
          CompletableFuture.supplyAsync(
              () -> signed(target.first(), key, "nobody").map(HttpResponse::statusCode).orElse(0)));
    }
    for (CompletableFuture<Integer> call : calls) {
      throttled += call.join() == 400 ? 1 : 0;
    }
    result.figure("calls, throttled", CALLS + ", " + throttled);
    result.require(throttled > CALLS / 2, "the calls were not throttled");
    Await.pause(Duration.ofSeconds(2));
    int after = signed(target.first(), key, "nobody").map(HttpResponse::statusCode).orElse(0);
    result.figure("the key's next call, 2 s later", after);
    result.require(after == 200, "the key is locked out: " + after);
    usual.judge(result);
  }

  /** A call that was heard, sent again after all instances were restarted, one after the other. */
  static void replayAfterRestart(Target target, RowResult result) {
    String heard = target(Accounts.KEY, "nobody", Instant.now());
    int once = target.first().probe().status(heard);
    result.require(once == 200, "the call itself had the reply " + once);
    for (Instance instance : List.of(target.first(), target.second())) {
      instance.kill();
      instance.launch().awaitReady();
    }
    for (Instance instance : List.of(target.first(), target.second())) {
      String reply = instance.probe().get(heard).map(HttpResponse::body).orElse("none");
      boolean refused = reply.contains("SignatureNonceUsed");
      result.figure("at " + instance.name(), refused ? "SignatureNonceUsed" : "answered");
      result.require(refused, "answered again by " + instance.name());
    }
  }

  /** A wrong signature over a header that a proxy adds, and over a long body. */
  static void echo(Target target, RowResult result) throws IOException {
    Call call =
        new Call("POST")
            .header("x-acs-action", "QueryOTAJob")
            .header("x-acs-version", "2018-01-20")
            .header("host", "h")
            .header("x-proxy-secret", "the-proxys-secret");
    List<String> names = new ArrayList<>(Signer.V3_HEADERS);
    names.add("x-proxy-secret");
    Signer wrong = new Signer(Accounts.KEY.keyId(), "a-wrong-secret");
    wrong.v3(call, names, Signer.timestamp(Instant.now()), UUID.randomUUID().toString());
    StringBuilder request = new StringBuilder("POST /?Format=XML HTTP/1.1\r\n");
    call.headers()
        .forEach((name, all) -> all.forEach(value -> request.append(name + ": " + value + "\r\n")));
    request.append("Connection: close\r\nContent-Length: 0\r\n\r\n");
    String v3 = exchange(target.first(), request.toString());
    result.require(v3.contains("SignatureDoesNotMatch"), "V3: no signature was checked");
    result.figure("reply of V3, bytes", v3.length());
    result.require(!v3.contains("the-proxys-secret"), "the reply has the proxy's secret");
    result.require(v3.length() < MOST_REPLY, "the reply has %d bytes".formatted(v3.length()));
    String form =
        IntStream.range(0, 60)
            .mapToObj(i -> "p" + i + "=" + "%3C%26".repeat(160))
            .collect(Collectors.joining("&"));
    String v1 =
        exchange(
            target.first(),
            "POST "
                + target(wrong, "nobody", Instant.now())
                + " HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Connection: close\r\nContent-Length: "
                + form.length()
                + "\r\n\r\n"
                + form);
    result.require(v1.contains("SignatureDoesNotMatch"), "V1: no signature was checked");
    result.figure("reply of V1, bytes", v1.length());
    result.require(v1.length() < MOST_REPLY, "the reply has %d bytes".formatted(v1.length()));
  }

  /** Requests that a proxy may read in another way. */
  static void smuggling(Target target, RowResult result) throws IOException {
    for (String headers :
        List.of(
            "Host: a\r\nHost: b\r\n",
            "Host: a\r\nTransfer-Encoding: gzip, chunked\r\n",
            "Host: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n",
            "Host: a\r\n" + "a: b\r\n".repeat(200))) {
      String reply =
          exchange(
              target.first(),
              "POST /v1/jobs/x HTTP/1.1\r\n"
                  + headers
                  + "\r\n0\r\n\r\nGET /live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      result.figure(
          headers.lines().skip(1).findFirst().orElseThrow(),
          reply.lines().findFirst().orElse("no reply"));
      result.require(
          reply.startsWith("HTTP/1.1 400") && !reply.contains("HTTP/1.1 200"),
          "taken: " + headers.strip());
    }
  }

  /** Calls of one account that wait as long as they may. */
  static void waiting(Target target, RowResult result) throws IOException {
    Target.Usual usual = target.usual();
    List<Socket> sockets = new ArrayList<>();
    try {
      long end = System.nanoTime() + EACH.toNanos();
      while (System.nanoTime() - end < 0) {
        for (int i = 0; i < 300; i++) {
          sockets.add(
              send(
                  target.first(),
                  "GET /v1/jobs/nobody HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
                      + Attacks.GREEDY
                      + "\r\nOta-At-Least: 0-999999999\r\n\r\n"));
        }
        Await.pause(Duration.ofMillis(500));
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    double refused = target.first().probe().metric("ota_http_account_refused_total").orElse(0);
    result.figure("calls, refused", "%d, %.0f".formatted(sockets.size(), refused));
    usual.judge(result);
  }

  private static Optional<HttpResponse<String>> signed(Instance to, Signer key, String job) {
    return new Probe(to.port()).get(target(key, job, Instant.now()));
  }

  private static String target(Signer key, String job, Instant time) {
    Call call = new Call("GET").query("JobId", job).query("Format", "JSON");
    return key.v1(call, "HMAC-SHA1", Signer.timestamp(time), UUID.randomUUID().toString()).target();
  }

  /** A connection to which this text was written, and from which nothing was read. */
  static Socket send(Instance to, String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), to.port());
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private static String exchange(Instance to, String text) throws IOException {
    try (Socket socket = send(to, text)) {
      socket.setSoTimeout(15_000);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
