package dev.otajobs.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The lines of a file or of stdin, in UTF-8, each of at most 1 MiB. A byte order mark at the start
 * is passed over.
 */
final class Utf8Lines implements Closeable {

  private static final int MAX_BYTES = 1 << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String file;
  private final InputStream bytes;
  private int number;

  private Utf8Lines(String file, InputStream bytes) {
    this.file = file;
    this.bytes = new BufferedInputStream(bytes);
  }

  /**
   * Opens a file.
   *
   * @param file its path; - is stdin
   */
  static Utf8Lines open(String file) throws IOException {
    return file.equals("-")
        ? new Utf8Lines("stdin", System.in)
        : new Utf8Lines(file, Files.newInputStream(Path.of(file)));
  }

  /**
   * The next line, without its end; empty after the last one.
   *
   * @throws LineException if it is longer than 1 MiB or not UTF-8
   */
  Optional<String> next() throws IOException, LineException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = bytes.read();
    if (next < 0) {
      return Optional.empty();
    }
    number++;
    for (; next >= 0 && next != '\n'; next = bytes.read()) {
      if (line.size() >= MAX_BYTES) {
        throw problem("is longer than 1 MiB; each line must be one JSON value");
      }
      line.write(next);
    }
    String text = decode(line.toByteArray());
    return Optional.of(number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
  }

  /** Whether the next line may be one that has not come yet. */
  boolean mayWait() throws IOException {
    return bytes.available() == 0;
  }

  /** Names the line that was read last. */
  String place() {
    return file + " line " + number;
  }

  /** Something is wrong with the line that was read last. */
  LineException problem(String what) {
    return new LineException(place() + ": " + what);
  }

  private String decode(byte[] line) throws LineException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      throw problem("is not UTF-8; convert the file, for example with iconv");
    }
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
