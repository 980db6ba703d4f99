package dev.otajobs.console;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the page.
 *
 * @param type its media type
 * @param plain its bytes
 * @param gzip the same, compressed
 */
record ConsoleFile(String type, Buffer plain, Buffer gzip) {

  static ConsoleFile of(String type, byte[] bytes) {
    return new ConsoleFile(type, Buffer.buffer(bytes), Buffer.buffer(compressed(bytes)));
  }

  private static byte[] compressed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
