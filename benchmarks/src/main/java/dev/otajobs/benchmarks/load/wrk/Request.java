package dev.otajobs.benchmarks.load.wrk;

import dev.otajobs.testkit.service.Probe;
import dev.otajobs.testkit.signing.Call;
import java.util.Map;
import java.util.TreeMap;

/** A request as it is sent; wrk sends those without a body only. */
public record Request(String method, String path, Map<String, String> headers, String body) {

  public Request {
    headers = Map.copyOf(headers);
  }

  /** Without a body. */
  public Request(String method, String path, Map<String, String> headers) {
    this(method, path, headers, "");
  }

  /** With a body of JSON. */
  public static Request json(String method, String path, String body) {
    return new Request(method, path, Map.of("content-type", "application/json"), body);
  }

  /** QueryOTAJob without a signature. */
  public static Request unsigned(String jobId) {
    return new Request("GET", Probe.query(jobId), Map.of());
  }

  /** The call, with the first value of each header. */
  static Request of(Call call) {
    Map<String, String> headers = new TreeMap<>();
    call.headers().forEach((name, values) -> headers.put(name, values.get(0)));
    return new Request(call.method(), call.target(), headers);
  }

  /** What is sent; {@code requests.lua} tells requests apart by their empty last line. */
  String text() {
    Map<String, String> all = new TreeMap<>(headers);
    all.putIfAbsent("host", "127.0.0.1");
    StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    all.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    return text.append("\r\n").toString();
  }
}
