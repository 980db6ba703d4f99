package dev.otajobs.console;

import dev.otajobs.http.Gzip;
import io.vertx.core.buffer.Buffer;

/**
 * A file of the page.
 *
 * @param type its media type
 * @param plain its bytes
 * @param gzip the same, compressed
 */
record ConsoleFile(String type, Buffer plain, Buffer gzip) {

  static ConsoleFile of(String type, byte[] bytes) {
    return new ConsoleFile(type, Buffer.buffer(bytes), Gzip.of(bytes));
  }
}
