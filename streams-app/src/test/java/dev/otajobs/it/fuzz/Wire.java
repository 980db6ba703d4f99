package dev.otajobs.it.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Parameter;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a request byte for byte, with nobody to forbid anything. */
final class Wire {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
  private int headLength;

  static Wire request(String method, String target) {
    return new Wire().line(method + " " + target + " HTTP/1.1").header("Host", "127.0.0.1");
  }

  /** The call as a client would send it. */
  static Wire of(Call call) {
    String query = encoded(call.query());
    Wire wire =
        new Wire()
            .line(
                call.method()
                    + " "
                    + call.path()
                    + (query.isEmpty() ? "" : "?" + query)
                    + " HTTP/1.1");
    if (!call.headers().containsKey("host")) {
      wire.header("Host", "127.0.0.1");
    }
    call.headers().forEach((name, values) -> values.forEach(value -> wire.header(name, value)));
    if (call.form().isEmpty()) {
      return wire.body(call.body());
    }
    return wire.header("Content-Type", "application/x-www-form-urlencoded")
        .body(encoded(call.form()).getBytes(UTF_8));
  }

  static String encoded(List<Parameter> parameters) {
    return parameters.stream()
        .map(p -> URLEncoder.encode(p.name(), UTF_8) + "=" + URLEncoder.encode(p.value(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  Wire line(String line) {
    return raw(line + "\r\n");
  }

  Wire header(String name, String value) {
    return line(name + ": " + value);
  }

  /** Ends the head. */
  Wire body(byte[] body) {
    if (body.length > 0) {
      header("Content-Length", Integer.toString(body.length));
    }
    return end(body);
  }

  /** As one chunk of each size, which must not be 0. */
  Wire chunked(byte[] body, int chunk) {
    header("Transfer-Encoding", "chunked").end(new byte[0]);
    for (int at = 0; at < body.length; at += chunk) {
      int length = Math.min(chunk, body.length - at);
      raw(Integer.toHexString(length) + "\r\n");
      out.write(body, at, length);
      raw("\r\n");
    }
    return raw("0\r\n\r\n");
  }

  Wire end(byte[] rest) {
    raw("\r\n");
    headLength = out.size();
    out.writeBytes(rest);
    return this;
  }

  Wire raw(String latin1) {
    out.writeBytes(latin1.getBytes(ISO_8859_1));
    return this;
  }

  int headLength() {
    return headLength;
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
