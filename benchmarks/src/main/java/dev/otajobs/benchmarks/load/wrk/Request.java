package dev.otajobs.benchmarks.load.wrk;

import dev.otajobs.benchmarks.load.rig.Probe;
import java.util.Map;
import java.util.TreeMap;

/** A request as it is sent. */
public record Request(String method, String path, Map<String, String> headers) {

  public Request {
    headers = Map.copyOf(headers);
  }

  /** QueryOTAJob without a signature. */
  public static Request unsigned(String jobId) {
    return new Request("GET", Probe.query(jobId), Map.of());
  }

  /** A line of {@code lines.lua}. */
  String line() {
    Map<String, String> all = new TreeMap<>(headers);
    all.putIfAbsent("host", "127.0.0.1");
    StringBuilder line = new StringBuilder(method).append('\t').append(path);
    all.forEach((name, value) -> line.append('\t').append(name).append(": ").append(value));
    return line.toString();
  }
}
