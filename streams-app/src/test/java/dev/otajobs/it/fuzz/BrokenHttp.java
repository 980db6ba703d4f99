package dev.otajobs.it.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.otajobs.it.fuzz.FuzzedRequest.Expected;
import java.util.Arrays;
import java.util.Random;

/** What is no HTTP, or only nearly. */
final class BrokenHttp {

  private static final int LONG = 20_000;
  private static final String POST = "POST / HTTP/1.1\r\nHost: x\r\n";

  private final Random random;
  private final Strange strange;

  BrokenHttp(Random random) {
    this.random = random;
    this.strange = new Strange(random);
  }

  /** Breaks HTTP anew, or this request. */
  FuzzedRequest next(byte[] valid) {
    return switch (random.nextInt(9)) {
      case 0 -> broken("bytes", strange.bytes(1 + random.nextInt(300)) + "\r\n\r\n");
      case 1 -> broken("request line", requestLine());
      case 2 -> broken("header", "GET / HTTP/1.1\r\nHost: x\r\n" + header() + "\r\n\r\n");
      case 3 -> broken("chunks", POST + "Transfer-Encoding: chunked\r\n\r\n" + chunks());
      case 4 -> broken("length", POST + length() + "\r\n\r\nabc");
      case 5 -> broken("cut", cut(valid));
      case 6 -> new FuzzedRequest("aborted", Expected.NOTHING, cut(valid).getBytes(ISO_8859_1));
      case 7 -> broken("changed byte", changed(valid));
      default -> broken("pipeline", pipeline(new String(valid, ISO_8859_1)));
    };
  }

  private static FuzzedRequest broken(String kind, String latin1) {
    return new FuzzedRequest(kind, Expected.ANYTHING, latin1.getBytes(ISO_8859_1));
  }

  private String requestLine() {
    String end = "\r\nHost: x\r\n\r\n";
    return strange.of(
        "GET /" + end,
        "GET" + end,
        " GET / HTTP/1.1" + end,
        "GET  /  HTTP/1.1" + end,
        "GET\t/\tHTTP/1.1" + end,
        "GET / HTTP/1.1 x" + end,
        "GET / http/1.1" + end,
        "GET / HTTP/1." + end,
        "GET / HTTP/1.2" + end,
        "GET / HTTP/0.9" + end,
        "GET / HTTP/2.0" + end,
        "GET / HTTP/9.9" + end,
        "GET / HTTP/-1.-1" + end,
        "GET / ICAP/1.0" + end,
        "GET /\0 HTTP/1.1" + end,
        "GET /\u00e4\u00ff HTTP/1.1" + end,
        "GET http://[::1 HTTP/1.1" + end,
        "GET http:// HTTP/1.1" + end,
        "GET http://x:99999999/?Action=a HTTP/1.1" + end,
        "GET ?Action=QueryOTAJob HTTP/1.1" + end,
        "GET v1/jobs/x HTTP/1.1" + end,
        "CONNECT 127.0.0.1:80 HTTP/1.1" + end,
        "CONNECT / HTTP/1.1" + end,
        "G\0T / HTTP/1.1" + end,
        "G(T / HTTP/1.1" + end,
        "M".repeat(300) + " / HTTP/1.1" + end,
        "GET /" + "a".repeat(LONG) + " HTTP/1.1" + end,
        "G".repeat(LONG),
        "\r\n\r\n\r\nGET / HTTP/1.1" + end,
        "\n".repeat(LONG),
        "GET / HTTP/1.1\nHost: x\n\n",
        "GET / HTTP/1.1\rHost: x\r\r",
        strange.bytes(5) + " / HTTP/1.1" + end,
        "GET /?" + strange.bytes(40) + " HTTP/1.1" + end);
  }

  private String header() {
    return strange.of(
        "NoColon",
        ": empty",
        "A b: c",
        "A : c",
        " folded: x",
        "A: b\r\n folded",
        "A: \0",
        "A: \1\2\u007f",
        "\0: b",
        "Host: y",
        "Host:",
        "Host: a@b:c/d?e",
        "Host: " + strange.bytes(10),
        strange.bytes(20) + ": x",
        "A: " + strange.bytes(60),
        "A: " + "b".repeat(LONG),
        "A".repeat(LONG) + ": b",
        "A: b\r\n".repeat(LONG / 6) + "A: b",
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: "
            + strange.header(),
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x",
        "Connection: " + strange.header() + "\r\nContent-Encoding: gzip",
        "Authorization: ACS3-HMAC-SHA256 Credential=a,SignedHeaders=b,Signature=c\r\nb: \1\u007f",
        "Accept-Encoding: " + strange.of("gzip", "br;q=x", "gzip;q=-1", strange.header()),
        "Expect: 100-continue\r\nContent-Length: 5");
  }

  private String chunks() {
    return strange.of(
        "zz\r\nabc\r\n0\r\n\r\n",
        "-1\r\nabc\r\n0\r\n\r\n",
        "FFFFFFFF\r\nabc",
        "FFFFFFFFFFFFFFFFF\r\nabc",
        "3\r\nabc",
        "3\r\nabcdef\r\n0\r\n\r\n",
        "3;" + "x".repeat(LONG) + "\r\nabc\r\n0\r\n\r\n",
        "3\nabc\n0\n\n",
        "0\r\nTrailer\0: x\r\n\r\n",
        "0\r\n" + "A: b\r\n".repeat(LONG / 6) + "\r\n",
        "\r\n\r\n",
        "0x3\r\nabc\r\n0\r\n\r\n",
        strange.bytes(50));
  }

  private String length() {
    return strange.of(
        "Content-Length: -1",
        "Content-Length: abc",
        "Content-Length: 3, 4",
        "Content-Length: 3\r\nContent-Length: 4",
        "Content-Length: 99999999999999999999",
        "Content-Length: 9223372036854775807",
        "Content-Length: 100",
        "Content-Length: 1",
        "Content-Length: +3",
        "Content-Length:",
        "Content-Length: 3\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding : chunked");
  }

  private String cut(byte[] valid) {
    return new String(valid, 0, random.nextInt(valid.length), ISO_8859_1);
  }

  private String changed(byte[] valid) {
    byte[] changed = Arrays.copyOf(valid, valid.length);
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return new String(changed, ISO_8859_1);
  }

  private String pipeline(String valid) {
    return (valid + "GET /live HTTP/1.1\r\nHost: x\r\n\r\n").repeat(1 + random.nextInt(4))
        + strange.of("", strange.bytes(20), "GET / HTTP/1.1\r\n", "\r\n\r\n" + valid);
  }
}
