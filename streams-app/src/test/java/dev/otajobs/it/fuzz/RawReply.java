package dev.otajobs.it.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reply, read strictly.
 *
 * @param headers by lower-case name
 */
record RawReply(int status, Map<String, String> headers, byte[] body) {

  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2}) [\\x20-\\x7e]*");

  private static final Pattern HEADER = Pattern.compile("([A-Za-z0-9-]+): ?([\\x20-\\x7e]*)");
  private static final int MAX_LINE = 8192;

  /**
   * The next final reply.
   *
   * @return empty if the connection ends before the first byte
   * @throws ProtocolException if it is not HTTP
   * @throws EOFException if the connection ends within it
   */
  static Optional<RawReply> read(InputStream in, boolean toHead) throws IOException {
    while (true) {
      int first = in.read();
      if (first < 0) {
        return Optional.empty();
      }
      Matcher line = match(STATUS_LINE, (char) first + line(in));
      int status = Integer.parseInt(line.group(1));
      Map<String, String> headers = headers(in);
      if (status != 100) {
        boolean bodiless = toHead || status < 200 || status == 204 || status == 304;
        return Optional.of(
            new RawReply(status, headers, bodiless ? new byte[0] : body(in, headers)));
      }
    }
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  boolean endsConnection() {
    return header("connection").equalsIgnoreCase("close") || status == 101;
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      Matcher header = match(HEADER, line);
      if (headers.put(header.group(1).toLowerCase(Locale.ROOT), header.group(2)) != null) {
        throw new ProtocolException("header twice: " + line);
      }
    }
    return headers;
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.containsKey("content-length")) {
      return exactly(in, Integer.parseInt(headers.get("content-length")));
    }
    if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      return in.readAllBytes();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int length;
    do {
      length = Integer.parseInt(line(in), 16);
      body.writeBytes(exactly(in, length));
      if (!line(in).isEmpty()) {
        throw new ProtocolException("a chunk without an end");
      }
    } while (length > 0);
    return body.toByteArray();
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the body ends at " + bytes.length + " of " + length);
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the head ends early");
      }
      if (line.size() > MAX_LINE) {
        throw new ProtocolException("a line without an end");
      }
      line.write(b);
    }
    String text = line.toString(ISO_8859_1);
    if (!text.endsWith("\r")) {
      throw new ProtocolException("a line without CR: " + text);
    }
    return text.substring(0, text.length() - 1);
  }

  private static Matcher match(Pattern pattern, String line) throws ProtocolException {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.matches()) {
      throw new ProtocolException("not HTTP: " + line);
    }
    return matcher;
  }
}
